import type { LadderStep } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Button, Select } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { CHECK_IN_ACTS } from './codes.ts'
import styles from './safety.module.css'

const AFTER = [0, 15, 30, 60, 120, 240, 480, 1440] as const
const MOST = 10

/** Who does what, and how long after the alarm. */
export const LadderFields = ({
  ladder,
  safety,
  onChange,
}: {
  readonly ladder: readonly LadderStep[]
  readonly safety: SafetyView
  readonly onChange: (ladder: readonly LadderStep[]) => void
}) => {
  const t = useT()
  const last = ladder.at(-1)
  const add = (): void => {
    const after = AFTER.find((minutes) => minutes > (last?.afterMinutes ?? -1)) ?? 1440
    onChange([...ladder, { afterMinutes: after, who: 'duty', id: '', act: 'call' }])
  }
  return (
    <fieldset className={styles.lines}>
      <legend>{t('safety.ladder')}</legend>
      <p className={styles.quiet}>{t('safety.ladder.why')}</p>
      {ladder.map((step, at) => (
        <Rung
          // Two rungs may say the same: their place is what they are known by.
          key={at}
          number={at + 1}
          step={step}
          safety={safety}
          onChange={(next) => onChange(ladder.with(at, next))}
          onRemove={() => onChange(ladder.toSpliced(at, 1))}
        />
      ))}
      {ladder.length < MOST ? (
        <div className={styles.does}>
          <Button icon="plus" onPress={add}>
            {t('safety.ladder.add')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

const Rung = ({
  number,
  step,
  safety,
  onChange,
  onRemove,
}: {
  readonly number: number
  readonly step: LadderStep
  readonly safety: SafetyView
  readonly onChange: (step: LadderStep) => void
  readonly onRemove: () => void
}) => {
  const t = useT()
  const acts = useVocabOptions('check_in_act', CHECK_IN_ACTS)
  const after = [...new Set([...AFTER, step.afterMinutes])].toSorted((a, b) => a - b)
  const people = [
    { id: 'duty:', label: t('safety.ladder.duty') },
    ...safety.members.map(({ person, name }) => ({ id: `person:${person}`, label: name })),
    ...safety.organisations.map(({ org, name }) => ({ id: `org:${org}`, label: name })),
  ]
  const choose = (key: string): void => {
    const [who = 'duty', id = ''] = key.split(':')
    const act = step.act === 'open_packet' && who !== 'org' ? 'call' : step.act
    onChange({ ...step, who: who as LadderStep['who'], id, act })
  }
  return (
    <div className={styles.rung} role="group" aria-label={t('safety.ladder.rung', { number })}>
      <Select
        label={t('safety.ladder.when')}
        value={String(step.afterMinutes)}
        onChange={(minutes) => onChange({ ...step, afterMinutes: Number(minutes) })}
        options={after.map((minutes) => ({
          id: String(minutes),
          label: t('safety.after', { minutes, hours: minutes / 60, unit: minutes % 60 === 0 ? 'hours' : 'minutes' }),
        }))}
        isRequired
      />
      <Select label={t('safety.ladder.who')} value={`${step.who}:${step.id}`} onChange={choose} options={people} isRequired />
      <Select
        label={t('safety.ladder.act')}
        value={step.act}
        onChange={(act) => onChange({ ...step, act: act as LadderStep['act'] })}
        options={acts.filter(({ id }) => id !== 'open_packet' || step.who === 'org')}
        isRequired
      />
      <Button icon="close" onPress={onRemove}>
        {t('safety.ladder.remove')}
      </Button>
    </div>
  )
}
