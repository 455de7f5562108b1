import { useState } from 'react'
import type { Instant } from '@pergola/core/casework'
import type { AgreedWords, LadderStep, ScheduleDraft } from '@pergola/core/safety'
import type { SafetyView, WatchView } from '../../../contract.ts'
import { DayField, FormDialog, NumberField, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { LadderFields } from './LadderFields.tsx'
import { timesOf, timeText } from './lines.ts'
import styles from './safety.module.css'

/** Minutes that are offered; between them people agree on fixed times. */
const EVERY = [60, 120, 240, 360, 720, 1440, 2880, 4320, 10_080] as const
const FIXED = 'fixed'
const FIRST_LADDER: readonly LadderStep[] = [{ afterMinutes: 0, who: 'duty', id: '', act: 'call' }]

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const endOf = (day: string): number => new Date(`${day}T23:59:59`).getTime()
const dayOf = (at: number): string => new Date(at).toLocaleDateString('en-CA')

/** A ladder that somebody is missing from does not stand yet. */
const isWhole = (ladder: readonly LadderStep[]): boolean => ladder.every(({ who, id }) => who === 'duty' || id !== '')

/** Two words that cannot be told apart are none. */
const areSame = ({ well, duress }: AgreedWords): boolean => well.trim() !== '' && well.trim().toLowerCase() === duress.trim().toLowerCase()

export const AgreeDialog = ({
  watch,
  safety,
  onClose,
}: {
  readonly watch: WatchView | null
  readonly safety: SafetyView
  readonly onClose: () => void
}) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const command = useCommand('agreeCheckIns')
  const known = watch?.schedule
  const [person, setPerson] = useState(known?.person ?? view.file.people[0]?.id ?? '')
  const [every, setEvery] = useState(known === undefined ? '1440' : known.everyMinutes > 0 ? String(known.everyMinutes) : FIXED)
  const [times, setTimes] = useState(known?.times.map(timeText).join(', ') ?? '')
  const [zone, setZone] = useState(known?.zone ?? ownZone())
  const [grace, setGrace] = useState<number | null>(known?.graceMinutes ?? 30)
  const [until, setUntil] = useState(known?.until ? dayOf(known.until) : '')
  const [ladder, setLadder] = useState(known?.ladder ?? FIRST_LADDER)
  const [words, setWords] = useState<AgreedWords>({ well: '', duress: '' })
  const isFixed = every === FIXED
  const read = isFixed ? timesOf(times) : []
  const save = async () => {
    if (read === null) return
    const schedule: ScheduleDraft = {
      person,
      everyMinutes: isFixed ? 0 : Number(every),
      times: read,
      zone,
      graceMinutes: grace ?? 0,
      from: (known?.from ?? safety.now) as Instant,
      until: until === '' ? null : (endOf(until) as Instant),
      by: known?.by ?? 'officer',
      ladder,
    }
    // Of words that were agreed nothing is shown here; whoever types one sets both anew.
    const typed = words.well.trim() === '' && words.duress.trim() === '' ? null : { well: words.well.trim(), duress: words.duress.trim() }
    const answer = await command.run({ space: view.file.space, schedule, words: typed, ...(known === undefined ? {} : { id: known.id }) })
    if (answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t('safety.check_in.agree')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={person !== '' && read !== null && isWhole(ladder) && !areSame(words) && (until === '' || endOf(until) > safety.now)}
      size="wide"
    >
      <Select
        label={t('safety.check_in.who')}
        value={person}
        onChange={setPerson}
        options={view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))}
        isRequired
      />
      <Select label={t('safety.check_in.often')} value={every} onChange={setEvery} options={useOften(every)} isRequired />
      {isFixed ? (
        <div className={styles.pair}>
          <TextField
            label={t('safety.check_in.times')}
            description={t('safety.check_in.times_why')}
            value={times}
            onChange={setTimes}
            dir="ltr"
            error={times !== '' && read === null ? t('safety.check_in.times_odd') : null}
            isRequired
          />
          <Select label={t('safety.check_in.zone')} value={zone} onChange={setZone} options={zones()} isRequired />
        </div>
      ) : null}
      <div className={styles.pair}>
        <NumberField label={t('safety.check_in.grace')} value={grace} onChange={setGrace} min={0} max={44_640} isRequired />
        <DayField label={t('safety.check_in.until')} value={until} onChange={setUntil} />
      </div>
      <LadderFields ladder={ladder} safety={safety} onChange={setLadder} />
      <WordFields words={words} kept={watch?.words.well === true || watch?.words.duress === true} onChange={setWords} />
    </FormDialog>
  )
}

const useOften = (chosen: string): readonly { readonly id: string; readonly label: string }[] => {
  const t = useT()
  const minutes = [...new Set([...EVERY, ...(chosen === FIXED ? [] : [Number(chosen)])])].toSorted((a, b) => a - b)
  return [
    ...minutes.map((one) => ({
      id: String(one),
      label: t('safety.every', { minutes: one, hours: one / 60, unit: one % 60 === 0 ? 'hours' : 'minutes' }),
    })),
    { id: FIXED, label: t('safety.check_in.fixed') },
  ]
}

const zones = (): readonly { readonly id: string; readonly label: string }[] =>
  [...new Set([ownZone(), ...Intl.supportedValuesOf('timeZone')])].map((id) => ({ id, label: id.replaceAll('_', ' ') }))

/** Words that were agreed are never shown here. */
const WordFields = ({
  words,
  kept,
  onChange,
}: {
  readonly words: AgreedWords
  readonly kept: boolean
  readonly onChange: (words: AgreedWords) => void
}) => {
  const t = useT()
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={t('safety.word.well')}
          description={t('safety.word.well_why')}
          value={words.well}
          onChange={(well) => onChange({ ...words, well })}
          maxLength={60}
        />
        <TextField
          label={t('safety.word.duress')}
          description={t('safety.word.duress_why')}
          value={words.duress}
          onChange={(duress) => onChange({ ...words, duress })}
          maxLength={60}
          error={areSame(words) ? t('safety.word.same') : null}
        />
      </div>
      {kept ? <p className={styles.quiet}>{t('safety.word.kept')}</p> : null}
    </>
  )
}
