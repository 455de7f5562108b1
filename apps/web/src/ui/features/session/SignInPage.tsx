import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button, ErrorNote, Link, Note, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { wasMemberHere } from '../../data/known-here.ts'
import { useT } from '../../i18n/index.ts'
import { ConfirmSignIn } from './ConfirmSignIn.tsx'
import { Form } from './Form.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

/** A member on a device that does not know them yet. */
export const SignInPage = ({ isReached }: { readonly isReached: boolean }) => {
  const t = useT()
  const signIn = useCommand('signIn')
  const [account, setAccount] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [confirm, setConfirm] = useState<Uint8Array | null>(null)
  const missing = (value: string): string | null => (isChecked && value.trim() === '' ? t('session.missing') : null)
  const submit = () => {
    setChecked(true)
    if (account.trim() !== '' && passphrase.trim() !== '') void begin()
  }
  const begin = async () => {
    const answer = await signIn.run({ account: account.trim(), passphrase })
    if (answer.ok && answer.value !== null) setConfirm(answer.value.confirm)
  }
  if (confirm !== null) return <ConfirmSignIn challenge={confirm} onBack={() => setConfirm(null)} />
  return (
    <SessionLayout
      title={t('session.signIn')}
      lead={wasMemberHere() ? undefined : t('session.signIn.lead')}
      also={
        <>
          <Link to="/pair">{t('session.pair')}</Link>
          <Link to="/recover">{t('session.recover')}</Link>
          <Invited />
        </>
      }
    >
      {wasMemberHere() ? (
        <Note title={t('session.evicted')} icon="device">
          {t('session.evicted.do')}
        </Note>
      ) : null}
      {isReached ? null : (
        <Note title={t('problem.offline.what')} icon="cloud_off">
          {t('session.unreached')}
        </Note>
      )}
      <Form onSubmit={submit}>
        <TextField
          label={t('session.you.account')}
          value={account}
          onChange={setAccount}
          isRequired
          dir="ltr"
          spellCheck={false}
          autoComplete="username"
          error={missing(account)}
        />
        <TextField
          label={t('session.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          isRequired
          secret
          autoComplete="current-password"
          error={missing(passphrase)}
        />
        <ErrorNote problem={signIn.problem} />
        <div className={styles.act}>
          <Button kind="primary" type="submit" isBusy={signIn.busy}>
            {t(signIn.busy ? 'session.opening' : 'session.signIn.do')}
          </Button>
        </div>
      </Form>
    </SessionLayout>
  )
}

/** For a link that cannot be pressed: it came on paper, or in another browser. */
const Invited = () => {
  const t = useT()
  const [, go] = useLocation()
  const [link, setLink] = useState('')
  const secret = link.trim().split('/join/').at(-1) ?? ''
  return (
    <details className={styles.lost}>
      <summary>{t('session.invited')}</summary>
      <Form onSubmit={() => (secret === '' ? undefined : go(`/join/${secret}`))}>
        <TextField label={t('session.invited.link')} value={link} onChange={setLink} isRequired dir="ltr" spellCheck={false} />
        <div className={styles.act}>
          <Button type="submit">{t('session.invited.do')}</Button>
        </div>
      </Form>
    </details>
  )
}
