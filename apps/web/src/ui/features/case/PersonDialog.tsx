import { useState } from 'react'
import type { Person } from '@pergola/core/casework'
import { FormDialog, MultiSelect, RadioGroup, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from './choices.ts'
import { useSituation } from './situation.ts'

/** Someone to protect, without a name: the label is what everyone who may see the file reads. */
export const PersonDialog = ({ person, onClose }: { readonly person: Person | null; readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const choices = useChoices()
  const command = useCommand('savePerson')
  const [role, setRole] = useState<string>(
    person?.role ?? (view.file.people.some((one) => one.role === 'defender') ? 'dependent' : 'defender'),
  )
  const [label, setLabel] = useState(person?.label ?? '')
  const [relation, setRelation] = useState(person?.relation ?? '')
  const [languages, setLanguages] = useState<readonly string[]>(person?.languages ?? [])
  const save = async () => {
    const said = {
      role: role === 'defender' ? ('defender' as const) : ('dependent' as const),
      label: label.trim(),
      relation: relation.trim(),
      languages,
    }
    const answer = await command.run({ space: view.file.space, ...said, ...(person === null ? {} : { id: person.id }) })
    if (answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t(person === null ? 'case.person.add' : 'case.person.edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={label.trim() !== ''}
    >
      <RadioGroup
        label={t('case.person.role')}
        value={role}
        onChange={setRole}
        options={[
          { id: 'defender', label: t('vocab.person_role.defender') },
          { id: 'dependent', label: t('vocab.person_role.dependent') },
        ]}
      />
      <TextField
        label={t('case.person.label')}
        description={t('case.person.label_why')}
        value={label}
        onChange={setLabel}
        isRequired
        maxLength={120}
      />
      {role === 'dependent' ? (
        <Select
          label={t('case.person.relation')}
          value={relation}
          onChange={setRelation}
          options={choices.relations}
          placeholder={t('case.choose')}
        />
      ) : null}
      <MultiSelect label={t('case.person.languages')} value={languages} onChange={setLanguages} options={choices.languages} />
    </FormDialog>
  )
}
