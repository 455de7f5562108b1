import { useState } from 'react'
import type { NewAccount } from '../../../contract.ts'
import { Button, ErrorNote, Link, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { Form } from './Form.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import { KIT_WORDS, wordsIn } from './kit.ts'
import styles from './Session.module.css'

/** With the kit on paper a member gets back in, and gets a new passphrase. The kit stays the same, so it is not shown again. */
export const RecoverPage = ({ onAccount }: { readonly onAccount: (account: NewAccount) => void }) => {
  const t = useT()
  const recover = useCommand('recover')
  const [account, setAccount] = useState('')
  const [text, setText] = useState('')
  const [isChecked, setChecked] = useState(false)
  const words = wordsIn(text)
  const submit = async () => {
    setChecked(true)
    if (account.trim() === '' || words.length !== KIT_WORDS) return
    const answer = await recover.run({ account: account.trim(), words })
    if (answer.ok) onAccount({ ...answer.value, recoveryWords: [] })
  }
  return (
    <SessionLayout title={t('session.recover')} lead={t('session.recover.lead')} isWide also={<Link to="/">{t('session.back')}</Link>}>
      <Form onSubmit={() => void submit()}>
        <TextField
          label={t('session.you.account')}
          description={t('session.recover.account')}
          value={account}
          onChange={setAccount}
          isRequired
          dir="ltr"
          spellCheck={false}
          autoComplete="username"
          error={isChecked && account.trim() === '' ? t('session.missing') : null}
        />
        <TextField
          label={t('session.recover.words')}
          description={t('session.recover.count', { count: words.length, of: KIT_WORDS })}
          value={text}
          onChange={setText}
          isRequired
          multiline
          dir="ltr"
          spellCheck={false}
          error={isChecked && words.length !== KIT_WORDS ? t('session.recover.wrongCount', { count: words.length, of: KIT_WORDS }) : null}
        />
        <ErrorNote problem={recover.problem} />
        <div className={styles.act}>
          <Button kind="primary" type="submit" isBusy={recover.busy}>
            {t(recover.busy ? 'session.opening' : 'session.recover.do')}
          </Button>
        </div>
      </Form>
    </SessionLayout>
  )
}
