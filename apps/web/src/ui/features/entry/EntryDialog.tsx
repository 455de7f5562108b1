import { useState } from 'react'
import type { ServiceView } from '../../../contract.ts'
import { FormDialog, Tabs, useNow, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { ForWhom } from './ForWhom.tsx'
import { HowMuch } from './HowMuch.tsx'
import { Statements } from './Statements.tsx'
import { What } from './What.tsx'
import { WhereAndWho } from './WhereAndWho.tsx'
import { WhoMayKnow } from './WhoMayKnow.tsx'
import { type EntryForm, dayOf, draftFrom, formOf, isWhole } from './form.ts'

/** What the parts of the form get: the form, and how to change it. */
export interface PartProps {
  readonly form: EntryForm
  readonly set: <K extends keyof EntryForm>(field: K) => (value: EntryForm[K]) => void
}

const PARTS = [
  ['what', What],
  ['for_whom', ForWhom],
  ['how_much', HowMuch],
  ['where', WhereAndWho],
  ['facts', Statements],
  ['known', WhoMayKnow],
] as const

export interface EntryDialogProps {
  /** null: a new one of our own. */
  readonly view: ServiceView | null
  readonly onClose: () => void
}

/** What our organisation offers. Empty means unknown to others, never "no limit". */
export const EntryDialog = ({ view, onClose }: EntryDialogProps) => {
  const t = useT()
  const say = useToast()
  const now = useNow()
  const command = useCommand('saveService')
  const [form, setForm] = useState(() => formOf(view))
  const [part, setPart] = useState<string>('what')
  const set: PartProps['set'] = (field) => (value) => setForm((before) => ({ ...before, [field]: value }))
  const save = async () => {
    if (!(await command.run({ service: draftFrom(form, view, dayOf(now)) })).ok) return
    say(t(form.visibility === 'match' || form.visibility === 'chosen' ? 'entry.saved_quietly' : 'entry.saved'))
    onClose()
  }
  return (
    <FormDialog
      title={t(view === null ? 'entry.add' : 'entry.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={isWhole(form, view)}
      size="wide"
    >
      <Tabs
        label={t('entry.parts')}
        selected={part}
        onSelect={setPart}
        items={PARTS.map(([id, Part]) => ({ id, label: t(`entry.part.${id}`), content: <Part form={form} set={set} /> }))}
      />
    </FormDialog>
  )
}
