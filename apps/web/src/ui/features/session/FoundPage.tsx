import { useState } from 'react'
import type { NewAccount, OrgDraft } from '../../../contract.ts'
import { Button, ErrorNote, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { Form, Part } from './Form.tsx'
import { NEW_ORG, OrgFields, isComplete } from './OrgFields.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import { type You, YouFields, isYou } from './YouFields.tsx'
import styles from './Session.module.css'

/** The first visitor of an empty relay. */
export const FoundPage = ({ onAccount }: { readonly onAccount: (account: NewAccount) => void }) => {
  const t = useT()
  const found = useCommand('found')
  const [network, setNetwork] = useState('')
  const [org, setOrg] = useState<OrgDraft>(NEW_ORG)
  const [you, setYou] = useState<You>({ personName: '', account: '' })
  const [isChecked, setChecked] = useState(false)
  const submit = async () => {
    setChecked(true)
    if (network.trim() === '' || !isComplete(org) || !isYou(you)) return
    const answer = await found.run({ network: network.trim(), org, ...you })
    if (answer.ok) onAccount(answer.value)
  }
  return (
    <SessionLayout title={t('session.found')} lead={t('session.found.lead')} isWide>
      <Form onSubmit={() => void submit()}>
        <Part title={t('session.part.network')}>
          <TextField
            label={t('session.network.name')}
            description={t('session.network.name.why')}
            value={network}
            onChange={setNetwork}
            isRequired
            maxLength={120}
            error={isChecked && network.trim() === '' ? t('session.missing') : null}
          />
        </Part>
        <Part title={t('session.part.org')}>
          <OrgFields org={org} onChange={setOrg} isChecked={isChecked} />
        </Part>
        <Part title={t('session.part.you')}>
          <YouFields you={you} onChange={setYou} isChecked={isChecked} problem={found.problem} />
        </Part>
        <ErrorNote problem={found.problem} />
        <div className={styles.act}>
          <Button kind="primary" type="submit" isBusy={found.busy}>
            {t(found.busy ? 'session.making' : 'session.found.do')}
          </Button>
        </div>
      </Form>
    </SessionLayout>
  )
}
