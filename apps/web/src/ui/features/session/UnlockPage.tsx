import { useState } from 'react'
import { Route, Switch } from 'wouter'
import type { NewAccount } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, Link, Note, TextField } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { forgetMember } from '../../data/known-here.ts'
import { useT } from '../../i18n/index.ts'
import { Form } from './Form.tsx'
import { PasskeyTrouble, type Trouble } from './PasskeyTrouble.tsx'
import { askUnlockPasskey, passkeysOffered } from './passkey.ts'
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
        {unlock.problem?.type === 'storage_gone' ? <RemoveTheRest /> : null}
        <div className={styles.act}>
          <Button kind="primary" type="submit" isBusy={unlock.busy}>
            {t(unlock.busy ? 'session.opening' : 'session.unlock.do')}
          </Button>
        </div>
      </Form>
      <ByPasskey />
      <Lost />
    </SessionLayout>
  )
}

/** Only where this device has one. The passphrase above goes on working. */
const ByPasskey = () => {
  const t = useT()
  const { value: passkey } = useQuery('unlockPasskey', {})
  const unlock = useCommand('unlockWithPasskey')
  const [trouble, setTrouble] = useState<Trouble>(null)
  if (passkey === null || !passkeysOffered()) return null
  const go = async () => {
    setTrouble(null)
    const asked = await askUnlockPasskey(passkey)
    if (asked.ok) void unlock.run({ secret: asked.value })
    else setTrouble(asked.why)
  }
  return (
    <>
      <PasskeyTrouble trouble={trouble} />
      <ErrorNote problem={unlock.problem} />
      <div className={styles.act}>
        <Button onPress={() => void go()} isBusy={unlock.busy} icon="lock">
          {t('session.unlock.passkey')}
        </Button>
      </div>
    </>
  )
}

const RemoveTheRest = () => {
  const t = useT()
  const wipe = useCommand('wipe')
  return (
    <>
      <ConfirmButton
        label={t('session.wipe')}
        question={t('session.wipe.question')}
        confirmLabel={t('session.wipe.do')}
        onConfirm={() => void wipe.run({}).then(({ ok }) => (ok ? forgetMember() : undefined))}
      />
      <ErrorNote problem={wipe.problem} />
    </>
  )
}

const Lost = () => {
  const t = useT()
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
          <RemoveTheRest />
        </li>
      </ul>
    </details>
  )
}
