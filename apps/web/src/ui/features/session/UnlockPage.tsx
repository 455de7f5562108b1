import { useState } from 'react'
import { Route, Switch } from 'wouter'
import type { NewAccount } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, Link, Note, TextField } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { Form } from './Form.tsx'
import { RecoverPage } from './RecoverPage.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

/** One field, and no name on it: who looks over the shoulder learns nothing. */
export const UnlockPage = ({ onAccount }: { readonly onAccount: (account: NewAccount) => void }) => (
  <Switch>
    <Route path="/recover">
      <RecoverPage onAccount={onAccount} />
    </Route>
    <Route>
      <Unlock />
    </Route>
  </Switch>
)

const Unlock = () => {
  const t = useT()
  const unlock = useCommand('unlock')
  const { value: sync } = useQuery('sync', {})
  const [passphrase, setPassphrase] = useState('')
  const wrong = unlock.problem?.type === 'wrong_passphrase'
  return (
    <SessionLayout title={t('session.unlock')} lead={t('session.unlock.lead')}>
      {sync?.otherTab === true ? (
        <Note title={t('frame.otherTab')} icon="device">
          {t('frame.otherTab.do')}
        </Note>
      ) : null}
      <Form onSubmit={() => (passphrase.trim() === '' ? undefined : void unlock.run({ passphrase }))}>
        <TextField
          label={t('session.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          isRequired
          autoFocus
          secret
          autoComplete="current-password"
          error={wrong ? t('session.wrong') : null}
        />
        {wrong ? null : <ErrorNote problem={unlock.problem} />}
        <div className={styles.act}>
          <Button kind="primary" type="submit" isBusy={unlock.busy}>
            {t(unlock.busy ? 'session.opening' : 'session.unlock.do')}
          </Button>
        </div>
      </Form>
      <Lost />
    </SessionLayout>
  )
}

const Lost = () => {
  const t = useT()
  const wipe = useCommand('wipe')
  return (
    <details className={styles.lost}>
      <summary>{t('session.lost')}</summary>
      <ul>
        <li>
          <p>{t('session.lost.kit')}</p>
          <Link to="/recover" kind="quiet">
            {t('session.recover')}
          </Link>
        </li>
        <li>
          <p>{t('session.lost.device')}</p>
        </li>
        <li>
          <p>{t('session.lost.member')}</p>
          <ConfirmButton
            label={t('session.wipe')}
            question={t('session.wipe.question')}
            confirmLabel={t('session.wipe.do')}
            onConfirm={() => void wipe.run({})}
          />
          <ErrorNote problem={wipe.problem} />
        </li>
      </ul>
    </details>
  )
}
