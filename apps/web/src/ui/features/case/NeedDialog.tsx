import { useState } from 'react'
import type { Day, Need, Urgency } from '@pergola/core/casework'
import { DayField, FormDialog, NumberField, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from './choices.ts'
import { addDays, daysBetween } from './relay-chart/days.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

interface NeedDialogProps {
  readonly need: Need | null
  /** What a new need starts with; '' for nothing chosen yet. */
  readonly kind: string
  readonly onClose: () => void
}

/** What, for whom, from when to when, where, how urgent. */
export const NeedDialog = ({ need, kind: firstKind, onClose }: NeedDialogProps) => {
  const t = useT()
  const { view, today, nameOf } = useSituation()
  const choices = useChoices()
  const command = useCommand('saveNeed')
  const [person, setPerson] = useState(need?.person ?? view.file.people[0]?.id ?? '')
  const [kind, setKind] = useState(need?.kind ?? firstKind)
  const [from, setFrom] = useState<string>(need?.from ?? today)
  const [to, setTo] = useState<string>(need?.to ?? addDays(today, 89))
  const [place, setPlace] = useState(need?.place ?? '')
  const [urgency, setUrgency] = useState<string>(need?.urgency ?? view.file.urgency)
  const [headcount, setHeadcount] = useState<number | null>(need?.headcount ?? 1)
  const [note, setNote] = useState(need?.note ?? '')
  const ordered = from !== '' && to !== '' && from <= to
  const save = async () => {
    const said = {
      person,
      kind,
      from: from as Day,
      to: to as Day,
      place,
      urgency: urgency as Urgency,
      headcount: headcount ?? 1,
      note: note.trim(),
    }
    const answer = await command.run({ space: view.file.space, need: said, ...(need === null ? {} : { id: need.id }) })
    if (answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t(need === null ? 'case.need.add' : 'case.need.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={person !== '' && kind !== '' && ordered && (headcount ?? 0) > 0}
    >
      <Select
        label={t('case.need.kind')}
        value={kind}
        onChange={setKind}
        options={choices.kinds}
        placeholder={t('case.choose')}
        isRequired
      />
      <Select
        label={t('case.need.for')}
        value={person}
        onChange={setPerson}
        options={view.file.people.map((one) => ({ id: one.id, label: nameOf(one.id) }))}
        isRequired
      />
      <div className={styles.pair}>
        <DayField label={t('case.need.from')} value={from} onChange={setFrom} isRequired />
        <DayField
          label={t('case.need.to')}
          description={t('case.last_day')}
          value={to}
          onChange={setTo}
          isRequired
          error={from !== '' && to !== '' && !ordered ? t('case.ends_before') : null}
        />
      </div>
      {ordered ? <p className={styles.quiet}>{t('case.days_in_all', { days: daysBetween(from as Day, to as Day) })}</p> : null}
      <Select label={t('case.urgency')} value={urgency} onChange={setUrgency} options={choices.urgencies} isRequired />
      <div className={styles.pair}>
        <NumberField label={t('case.need.headcount')} value={headcount} onChange={setHeadcount} min={1} max={99} isRequired />
        <Select
          label={t('case.need.place')}
          value={place}
          onChange={setPlace}
          options={[...choices.regions, ...choices.countries]}
          placeholder={t('case.need.anywhere')}
        />
      </div>
      <TextField label={t('case.note')} value={note} onChange={setNote} multiline maxLength={20_000} />
    </FormDialog>
  )
}
