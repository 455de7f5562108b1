import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { PersonId } from '@pergola/protocol'
import type { CaseLifeView, TaskRow } from '../../../contract.ts'
import { DayField, FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand, useMember } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

const LONGEST = 300

/** Something to do: what, who, until when. */
export const TaskDialog = ({
  task,
  members,
  onClose,
}: {
  readonly task: TaskRow | null
  readonly members: CaseLifeView['members']
  readonly onClose: () => void
}) => {
  const t = useT()
  const vocab = useVocab()
  const me = useMember()
  const { view, nameOf } = useSituation()
  const command = useCommand('saveTask')
  const [text, setText] = useState(task?.text ?? '')
  const [chosen, setOwner] = useState<string | null>(task === null ? null : (task.owner ?? ''))
  // A new task is mine until I give it to somebody.
  const owner = chosen ?? me?.person ?? ''
  const [due, setDue] = useState<string>(task?.due ?? '')
  const [about, setAbout] = useState<string>(task?.about ?? '')
  const save = async () => {
    const said = {
      text: text.trim(),
      owner: owner === '' ? null : (owner as PersonId),
      due: due === '' ? null : (due as Day),
      about: about === '' ? null : about,
    }
    if ((await command.run({ space: view.file.space, ...said, ...(task === null ? {} : { id: task.id }) })).ok) onClose()
  }
  return (
    <FormDialog
      title={t(task === null ? 'caselife.task.add' : 'caselife.task.change')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={text.trim() !== ''}
    >
      <TextField label={t('caselife.task.what')} value={text} onChange={setText} isRequired maxLength={LONGEST} />
      <Select
        label={t('caselife.task.who')}
        description={t('caselife.task.who_why')}
        value={owner}
        onChange={setOwner}
        options={members.map(({ person, name }) => ({ id: person, label: name }))}
        placeholder={t('caselife.task.nobody')}
      />
      <DayField label={t('caselife.task.until')} value={due} onChange={setDue} />
      <Select
        label={t('caselife.task.about')}
        value={about}
        onChange={setAbout}
        options={view.file.needs
          .filter(({ dropped }) => !dropped)
          .map(({ id, kind, person }) => ({ id, label: t('case.need_of', { need: vocab('support_type', kind), who: nameOf(person) }) }))}
        placeholder={t('caselife.task.about_case')}
      />
    </FormDialog>
  )
}
