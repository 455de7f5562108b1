import { useState } from 'react'
import type { ClosingReason, Outcome, OutcomeChange, WouldReturn } from '@pergola/core/caselife'
import type { CaseLifeView } from '../../../contract.ts'
import { FormDialog, Note, RadioGroup, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './caselife.module.css'

const REASONS: readonly ClosingReason[] = ['safe', 'taken_over', 'person_wishes', 'lost_contact', 'outside_mandate', 'died', 'other']
const CHANGES: readonly OutcomeChange[] = ['better', 'same', 'worse', 'unknown']
const RETURNS: readonly WouldReturn[] = ['yes', 'no', 'not_asked']
const LONGEST = 1000

type Said = Readonly<Record<string, Pick<Outcome, 'change' | 'text'>>>

/** How it ended: what changed for the person, need by need, and in their own words. */
export const CloseDialog = ({ stillOpen, onClose }: { readonly stillOpen: CaseLifeView['stillOpen']; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const { view } = useSituation()
  const command = useCommand('closeCase')
  const [reason, setReason] = useState('')
  const [outcomes, setOutcomes] = useState<Said>({})
  const [says, setSays] = useState('')
  const [wouldReturn, setWouldReturn] = useState<WouldReturn>('not_asked')
  const needs = view.file.needs.filter(({ dropped }) => !dropped)
  const chosen = REASONS.find((one) => one === reason)
  const save = async () => {
    if (chosen === undefined) return
    const what = needs.map(({ id }) => ({
      need: id,
      change: outcomes[id]?.change ?? ('unknown' as const),
      text: outcomes[id]?.text.trim() ?? '',
    }))
    const answer = await command.run({ space: view.file.space, reason: chosen, outcomes: what, says: says.trim(), wouldReturn })
    if (!answer.ok) return
    say(t('caselife.close.toast'))
    onClose()
  }
  return (
    <FormDialog
      title={t('caselife.close.title')}
      submitLabel={t('caselife.close.do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={chosen !== undefined}
    >
      <StillOpen stillOpen={stillOpen} />
      <Select
        label={t('caselife.close.reason')}
        value={reason}
        onChange={setReason}
        options={REASONS.map((id) => ({ id, label: t(`vocab.closing_reason.${id}`) }))}
        placeholder={t('case.choose')}
        isRequired
      />
      {needs.map(({ id }) => (
        <OutcomeFields key={id} need={id} value={outcomes[id]} onChange={(one) => setOutcomes({ ...outcomes, [id]: one })} />
      ))}
      <TextField
        label={t('caselife.close.says')}
        description={t('caselife.close.says_why')}
        value={says}
        onChange={setSays}
        multiline
        maxLength={LONGEST}
      />
      <RadioGroup
        label={t('caselife.close.would_return')}
        value={wouldReturn}
        onChange={(value) => setWouldReturn(RETURNS.find((one) => one === value) ?? 'not_asked')}
        options={RETURNS.map((id) => ({ id, label: t(`vocab.would_return.${id}`) }))}
      />
    </FormDialog>
  )
}

/** What a closing would leave behind: said, and nobody is kept from closing. */
const StillOpen = ({ stillOpen }: { readonly stillOpen: CaseLifeView['stillOpen'] }) => {
  const t = useT()
  if (stillOpen.tasks + stillOpen.cover + stillOpen.requests === 0) return null
  return (
    <Note icon="warning" title={t('caselife.close.still_open')}>
      {t('caselife.close.still_open_what', { ...stillOpen })}
    </Note>
  )
}

const OutcomeFields = ({
  need,
  value = { change: 'unknown', text: '' },
  onChange,
}: {
  readonly need: string
  readonly value: Said[string] | undefined
  readonly onChange: (value: Said[string]) => void
}) => {
  const t = useT()
  const vocab = useVocab()
  const { view, nameOf } = useSituation()
  const known = view.file.needs.find(({ id }) => id === need)
  if (known === undefined) return null
  const label = t('case.need_of', { need: vocab('support_type', known.kind), who: nameOf(known.person) })
  return (
    <fieldset className={styles.outcome}>
      <legend>{label}</legend>
      <Select
        label={t('caselife.close.change')}
        value={value.change}
        onChange={(change) => onChange({ ...value, change: CHANGES.find((one) => one === change) ?? 'unknown' })}
        options={CHANGES.map((id) => ({ id, label: t(`vocab.outcome.${id}`) }))}
        isRequired
      />
      <TextField
        label={t('caselife.close.change_what')}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
        maxLength={LONGEST}
      />
    </fieldset>
  )
}
