import { useState } from 'react'
import type { CommitmentState, Day } from '@pergola/core/casework'
import { Checkbox, DayField, FormDialog, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { TermsFields, termsDraft, termsHold, termsOf } from '../relay/TermsFields.tsx'
import { daysBetween } from './relay-chart/days.ts'
import { useOtherOrganisations } from './queries.ts'
import { type CommitmentDraft, useSituation } from './situation.ts'
import styles from './case.module.css'

const NEW: readonly CommitmentState[] = ['offered', 'confirmed', 'active']
const LATER: readonly CommitmentState[] = [...NEW, 'delivered', 'withdrawn', 'failed']

/** From when to when our organisation covers a need. */
export const CommitmentDialog = ({ draft, onClose }: { readonly draft: CommitmentDraft; readonly onClose: () => void }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const say = useToast()
  const { view, nameOf } = useSituation()
  const command = useCommand('commit')
  const [need, setNeed] = useState(draft.need)
  const [from, setFrom] = useState<string>(draft.from)
  const [to, setTo] = useState<string>(draft.to)
  const [state, setState] = useState<string>(draft.state ?? 'confirmed')
  const [stopGap, setStopGap] = useState(draft.stopGap ?? false)
  const [note, setNote] = useState(draft.note ?? '')
  const [terms, setTerms] = useState(() => termsDraft(draft.terms))
  const payers = useOtherOrganisations()
  const needs = view.file.needs.filter((one) => !one.dropped)
  const wanted = needs.find((one) => one.id === need)
  const ordered = from !== '' && to !== '' && from <= to
  const named = (id: string, kind: string, person: string) => ({
    id,
    label: t('case.need_of', { need: vocab('support_type', kind), who: nameOf(person) }),
  })
  const save = async () => {
    const said = {
      need,
      from: from as Day,
      to: to as Day,
      state: (LATER.find((one) => one === state) ?? 'offered') as CommitmentState,
      stopGap,
      note: note.trim(),
      terms: termsOf(terms),
    }
    const answer = await command.run({ space: view.file.space, ...said, ...(draft.id === undefined ? {} : { id: draft.id }) })
    if (!answer.ok) return
    say(t('case.commitment.saved', { from: format.day(from), to: format.day(to) }))
    onClose()
  }
  return (
    <FormDialog
      title={t(draft.id === undefined ? 'case.commitment.add' : 'case.commitment.edit')}
      submitLabel={t(draft.id === undefined ? 'case.commitment.do' : 'case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={ordered && wanted !== undefined && termsHold(terms)}
    >
      <Select
        label={t('case.commitment.need')}
        value={need}
        onChange={setNeed}
        options={needs.map((one) => named(one.id, one.kind, one.person))}
        isDisabled={draft.id !== undefined}
        isRequired
      />
      {wanted === undefined ? null : (
        <p className={styles.quiet}>{t('case.commitment.wanted', { from: format.day(wanted.from), to: format.day(wanted.to) })}</p>
      )}
      <div className={styles.pair}>
        <DayField label={t('case.commitment.from')} value={from} onChange={setFrom} isRequired />
        <DayField
          label={t('case.commitment.to')}
          description={t('case.last_day')}
          value={to}
          onChange={setTo}
          isRequired
          error={from !== '' && to !== '' && !ordered ? t('case.ends_before') : null}
        />
      </div>
      {ordered ? <p className={styles.quiet}>{t('case.days_in_all', { days: daysBetween(from as Day, to as Day) })}</p> : null}
      <Select
        label={t('case.commitment.state')}
        value={state}
        onChange={setState}
        options={(draft.id === undefined ? NEW : LATER).map((id) => ({ id, label: t(`vocab.commitment_state.${id}`) }))}
        isRequired
      />
      <Checkbox
        label={t('case.commitment.stop_gap')}
        description={t('case.commitment.stop_gap_why')}
        value={stopGap}
        onChange={setStopGap}
      />
      <TermsFields value={terms} onChange={setTerms} payers={payers} />
      <TextField label={t('case.note')} value={note} onChange={setNote} multiline maxLength={2000} />
    </FormDialog>
  )
}
