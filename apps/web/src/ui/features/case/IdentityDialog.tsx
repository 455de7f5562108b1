import { useState } from 'react'
import type { Identity, PartialDay, Person } from '@pergola/core/casework'
import { FormDialog, Note, TextField, isPartialDay } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from './situation.ts'

/** Who it is. Sealed apart from the file and shared last. */
export const IdentityDialog = ({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const command = useCommand('saveIdentity')
  const known = view.identities?.find((one) => one.person === person.id)
  const [said, setSaid] = useState<Omit<Identity, 'person' | 'birth'> & { readonly birth: string }>({
    name: known?.name ?? '',
    otherNames: known?.otherNames ?? '',
    contact: known?.contact ?? '',
    whereabouts: known?.whereabouts ?? '',
    birth: known?.birth ?? '',
    documents: known?.documents ?? '',
  })
  const set = (field: keyof typeof said) => (value: string) => setSaid((before) => ({ ...before, [field]: value }))
  const birthReads = said.birth.trim() === '' || isPartialDay(said.birth.trim())
  const save = async () => {
    const identity: Identity = { ...said, person: person.id, birth: said.birth.trim() as PartialDay | '' }
    if ((await command.run({ space: view.file.space, identity })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('case.identity.of', { who: person.label })}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={birthReads}
    >
      <Note icon="lock" title={t('case.identity.apart')}>
        {t('case.identity.apart_why')}
      </Note>
      <TextField label={t('case.identity.name')} value={said.name} onChange={set('name')} maxLength={200} />
      <TextField label={t('case.identity.otherNames')} value={said.otherNames} onChange={set('otherNames')} maxLength={500} />
      <TextField
        label={t('case.identity.contact')}
        description={t('case.identity.contact_why')}
        value={said.contact}
        onChange={set('contact')}
        multiline
        maxLength={2000}
      />
      <TextField label={t('case.identity.whereabouts')} value={said.whereabouts} onChange={set('whereabouts')} multiline maxLength={2000} />
      <TextField
        label={t('case.identity.birth')}
        description={t('case.identity.birth_why')}
        value={said.birth}
        onChange={set('birth')}
        dir="ltr"
        error={birthReads ? null : t('case.identity.birth_error')}
      />
      <TextField label={t('case.identity.documents')} value={said.documents} onChange={set('documents')} multiline maxLength={2000} />
    </FormDialog>
  )
}
