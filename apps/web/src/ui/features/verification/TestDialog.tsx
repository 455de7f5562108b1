import { useState } from 'react'
import type { DefenderTest, TestFinding } from '@pergola/core/verification'
import { FormDialog, RadioGroup, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { FINDINGS, OF_OURSELVES } from './codes.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

export const TestDialog = ({ test, onClose }: { readonly test: DefenderTest; readonly onClose: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  const { found } = useVerifying()
  const command = useCommand('findTest')
  const before = found.verification.tests.find((one) => one.test === test)
  const [finding, setFinding] = useState<string>(before?.finding ?? '')
  const [reason, setReason] = useState(before?.reason ?? '')
  const save = async () => {
    const said = { space: view.file.space, test, finding: finding as TestFinding, reason: reason.trim() }
    if ((await command.run(said)).ok) onClose()
  }
  return (
    <FormDialog
      title={vocab('defender_test', test)}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={finding !== '' && reason.trim() !== ''}
    >
      <p className={styles.prose}>{t(`verification.test.${test}`)}</p>
      <RadioGroup
        label={t(OF_OURSELVES.includes(test) ? 'verification.kept_to' : 'verification.finding')}
        value={finding}
        onChange={setFinding}
        options={FINDINGS.map((id) => ({ id, label: vocab('test_finding', id) }))}
      />
      <TextField
        label={t('verification.reason')}
        description={t('verification.reason_why')}
        value={reason}
        onChange={setReason}
        multiline
        maxLength={5000}
        isRequired
      />
    </FormDialog>
  )
}
