import { useState } from 'react'
import type { DirectoryFilter } from '../../../contract.ts'
import { Button, Checkbox, ConfirmButton, FormDialog, Name, TextField, useToast } from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { type Asking, isAsking } from './filters.ts'
import styles from './directory.module.css'

/** Questions kept for another day, each with how many answers it has and how many of them are new. */
export const SavedSearches = ({ asking }: { readonly asking: Asking }) => {
  const t = useT()
  const { value } = useQuery('savedSearches', {})
  const mayWrite = useMay('contributor')
  const remove = useCommand('removeSearch')
  const [saving, setSaving] = useState(false)
  const canSave = mayWrite && isAsking(asking.filter)
  if ((value === null || value.length === 0) && !canSave) return null
  return (
    <div className={styles.saved} role="group" aria-label={t('directory.saved_searches')}>
      {(value ?? []).map((search) => (
        <span key={search.id} className={styles.savedOne}>
          <Button kind="bare" onPress={() => asking.replace(search.filter)}>
            <Name text={search.name} />{' '}
            <span className={styles.quiet}>{t('directory.saved_count', { total: search.total, changed: search.changed })}</span>
          </Button>
          {search.own && mayWrite ? (
            <ConfirmButton
              kind="bare"
              label={t('directory.saved_remove')}
              question={t('directory.saved_remove_question', { name: search.name })}
              confirmLabel={t('directory.saved_remove')}
              onConfirm={() => void remove.run({ id: search.id })}
            />
          ) : null}
        </span>
      ))}
      {canSave ? (
        <Button kind="bare" icon="plus" onPress={() => setSaving(true)}>
          {t('directory.save_search')}
        </Button>
      ) : null}
      {saving ? <SaveDialog filter={asking.filter} onClose={() => setSaving(false)} /> : null}
    </div>
  )
}

const SaveDialog = ({ filter, onClose }: { readonly filter: DirectoryFilter; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('saveSearch')
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = async () => {
    if (!(await command.run({ name: name.trim(), filter, shared })).ok) return
    say(t('directory.search_saved'))
    onClose()
  }
  return (
    <FormDialog
      title={t('directory.save_search')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={name.trim() !== ''}
    >
      <TextField label={t('directory.search_name')} value={name} onChange={setName} isRequired autoFocus maxLength={80} />
      <Checkbox label={t('directory.search_shared')} description={t('directory.search_shared_why')} value={shared} onChange={setShared} />
    </FormDialog>
  )
}
