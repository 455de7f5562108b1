import { useState } from 'react'
import type { Call } from '@pergola/core/directory'
import type { CallDraft, CallRow } from '../../../contract.ts'
import { DayField, FormDialog, MultiSelect, NumberField, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import styles from './calls.module.css'

type Day = NonNullable<Call['closesOn']>

const draftOf = (row: CallRow | null): CallDraft => {
  if (row === null)
    return {
      service: null,
      title: '',
      about: '',
      kinds: [],
      regions: [],
      languages: [],
      amountMax: null,
      opensOn: null,
      closesOn: null,
      link: '',
    }
  const { org: _, ...said } = row.call
  return said
}

export const CallDialog = ({ row, onClose }: { readonly row: CallRow | null; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const choices = useChoices()
  const command = useCommand('saveCall')
  const own = useQuery('directory', { filter: { own: true }, from: 0, count: 200 })
  const [draft, setDraft] = useState(() => draftOf(row))
  const set =
    <K extends keyof CallDraft>(field: K) =>
    (value: CallDraft[K]) =>
      setDraft((before) => ({ ...before, [field]: value }))
  const setDay = (field: 'opensOn' | 'closesOn') => (day: string) => set(field)(day === '' ? null : (day as Day))
  const setAmount = (part: Partial<NonNullable<CallDraft['amountMax']>>) =>
    set('amountMax')({ amount: 0, currency: 'EUR', ...draft.amountMax, ...part })
  const save = async () => {
    if (!(await command.run({ call: { ...draft, title: draft.title.trim(), about: draft.about.trim(), link: draft.link.trim() } })).ok)
      return
    say(t('calls.saved'))
    onClose()
  }
  return (
    <FormDialog
      title={t(row === null ? 'calls.add' : 'calls.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={draft.title.trim() !== '' && draft.kinds.length > 0}
    >
      <TextField label={t('calls.title')} value={draft.title} onChange={set('title')} isRequired autoFocus maxLength={120} />
      <MultiSelect label={t('directory.kind')} value={draft.kinds} onChange={set('kinds')} options={choices.kinds} isRequired />
      <div className={styles.pair}>
        <DayField label={t('calls.opens_on')} value={draft.opensOn ?? ''} onChange={setDay('opensOn')} />
        <DayField label={t('calls.closes_on')} value={draft.closesOn ?? ''} onChange={setDay('closesOn')} />
      </div>
      <TextField label={t('calls.about')} value={draft.about} onChange={set('about')} multiline maxLength={10_000} />
      <MultiSelect
        label={t('entry.regions')}
        value={draft.regions}
        onChange={set('regions')}
        options={[...choices.regions, ...choices.countries]}
      />
      <MultiSelect label={t('directory.languages')} value={draft.languages} onChange={set('languages')} options={choices.languages} />
      <div className={styles.pair}>
        <NumberField
          label={t('entry.amount')}
          value={draft.amountMax?.amount ?? null}
          onChange={(amount) => (amount === null ? set('amountMax')(null) : setAmount({ amount }))}
          min={0}
        />
        <TextField
          label={t('entry.currency')}
          value={draft.amountMax?.currency ?? ''}
          onChange={(currency) => setAmount({ currency: currency.toUpperCase() })}
          maxLength={3}
          dir="ltr"
        />
      </div>
      <Select
        label={t('calls.service')}
        value={draft.service ?? ''}
        onChange={(id) => set('service')(id === '' ? null : id)}
        options={(own.value?.rows ?? []).map(({ service }) => ({ id: service.id, label: service.name }))}
        placeholder={t('calls.service_none')}
      />
      <TextField label={t('calls.link')} value={draft.link} onChange={set('link')} dir="ltr" maxLength={500} />
    </FormDialog>
  )
}
