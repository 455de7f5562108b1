import { useState } from 'react'
import type { NewAccount } from '../../../contract.ts'
import { Button, Countdown, ErrorNote, Link, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { Form } from './Form.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import styles from './Session.module.css'

/** A device that is already signed in lets this one in, by a code of six digits. */
export const PairPage = ({ onAccount }: { readonly onAccount: (account: NewAccount) => void }) => {
  const t = useT()
  const begin = useCommand('beginPairing')
  const finish = useCommand('finishPairing')
  const [account, setAccount] = useState('')
  const [shown, setShown] = useState<{ code: string; expires: number } | null>(null)
  const ask = async () => {
    if (account.trim() === '') return
    const begun = await begin.run({ account: account.trim() })
    if (!begun.ok) return
    setShown(begun.value)
    const finished = await finish.run({})
    if (finished.ok) onAccount({ account: account.trim(), passphrase: finished.value.passphrase, recoveryWords: [] })
    else setShown(null)
  }
  return (
    <SessionLayout title={t('session.pair')} lead={t('session.pair.lead')} also={<Link to="/">{t('session.back')}</Link>}>
      {shown === null ? (
        <Form onSubmit={() => void ask()}>
          <TextField
            label={t('session.you.account')}
            value={account}
            onChange={setAccount}
            isRequired
            dir="ltr"
            spellCheck={false}
            autoComplete="username"
          />
          <ErrorNote problem={begin.problem ?? finish.problem} />
          <div className={styles.act}>
            <Button kind="primary" type="submit" isBusy={begin.busy}>
              {t('session.pair.do')}
            </Button>
          </div>
        </Form>
      ) : (
        <div className={styles.form} role="status">
          <p>{t('session.pair.type')}</p>
          <p className={styles.code}>{shown.code}</p>
          <p>
            {t('session.pair.until')} <Countdown until={shown.expires} />
          </p>
        </div>
      )}
    </SessionLayout>
  )
}
