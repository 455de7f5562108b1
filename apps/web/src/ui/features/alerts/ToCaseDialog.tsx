import { useState } from 'react'
import { useLocation } from 'wouter'
import type { AlertView } from '../../../contract.ts'
import { FormDialog } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { BeginningFields, isBegun, type Beginning } from '../case/BeginningFields.tsx'
import styles from './alerts.module.css'

/** What was written fills the case; only how to call it and how fast is asked. */
export const ToCaseDialog = ({ alert, onClose }: { readonly alert: AlertView; readonly onClose: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const command = useCommand('caseFromAlert')
  const [beginning, setBeginning] = useState<Beginning>({ pseudonym: '', urgency: 'hours', country: '' })
  const create = async () => {
    const answer = await command.run({ ...beginning, id: alert.id, pseudonym: beginning.pseudonym.trim() })
    if (!answer.ok) return
    onClose()
    go(`/cases/${answer.value.space}`)
  }
  return (
    <FormDialog
      title={t('alerts.to_case')}
      submitLabel={t('alerts.to_case_do')}
      onSubmit={() => void create()}
      onClose={onClose}
      command={command}
      isComplete={isBegun(beginning)}
    >
      <p className={styles.quiet}>{t('alerts.to_case_why', { files: alert.files })}</p>
      <BeginningFields value={beginning} onChange={setBeginning} />
    </FormDialog>
  )
}
