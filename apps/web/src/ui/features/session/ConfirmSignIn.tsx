import { useState } from 'react'
import { Button, ErrorNote, Link } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { PasskeyTrouble, type Trouble } from './PasskeyTrouble.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import { confirmWithPasskey } from './passkey.ts'
import styles from './Session.module.css'

interface ConfirmSignInProps {
  readonly challenge: Uint8Array
  /** To the passphrase again: a challenge is good for one answer. */
  readonly onBack: () => void
}

/** The passphrase was right, and the account asks for its passkey as well. */
export const ConfirmSignIn = ({ challenge, onBack }: ConfirmSignInProps) => {
  const t = useT()
  const confirm = useCommand('confirmSignIn')
  const [trouble, setTrouble] = useState<Trouble>(null)
  const go = async () => {
    setTrouble(null)
    const asked = await confirmWithPasskey(challenge)
    if (asked.ok) await confirm.run({ assertion: asked.value })
    else setTrouble(asked.why)
  }
  return (
    <SessionLayout
      title={t('session.confirm')}
      lead={t('session.confirm.lead')}
      also={
        <>
          <Link to="/pair">{t('session.pair')}</Link>
          <Link to="/recover">{t('session.recover')}</Link>
        </>
      }
    >
      <PasskeyTrouble trouble={trouble} />
      <ErrorNote problem={confirm.problem} />
      <div className={styles.act}>
        {confirm.problem === null ? (
          <Button kind="primary" onPress={() => void go()} isBusy={confirm.busy}>
            {t(confirm.busy ? 'session.opening' : 'session.confirm.do')}
          </Button>
        ) : null}
        <Button onPress={onBack}>{t('session.back')}</Button>
      </div>
    </SessionLayout>
  )
}
