import { useState } from 'react'
import type { NewAccount } from '../../../contract.ts'
import { Button, TextField } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { Form } from './Form.tsx'
import { KitWords } from './KitWords.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import { twoPlaces } from './kit.ts'
import styles from './Session.module.css'

interface KeepPageProps {
  readonly account: NewAccount
  readonly onKept: () => void
}

/**
 * Shown once, and not left before two words of the kit were read back: it is the only way in if the passphrase is lost. The
 * printed sheet has the kit and the sign-in name but not the passphrase: they belong in two places.
 */
export const KeepPage = ({ account, onKept }: KeepPageProps) => {
  const t = useT()
  const hasKit = account.recoveryWords.length > 0
  return (
    <SessionLayout title={t('session.keep')} lead={t(hasKit ? 'session.keep.lead' : 'session.keep.leadPassphrase')} isWide>
      <section className={styles.kept}>
        <h2 className={styles.noPrint}>{t('session.keep.passphrase')}</h2>
        <p className={styles.noPrint}>{t('session.keep.passphrase.why')}</p>
        <p className={`${styles.passphrase} ${styles.noPrint}`} dir="ltr" translate="no">
          {account.passphrase}
        </p>
        <p>{t('session.keep.account', { account: account.account })}</p>
      </section>
      {hasKit ? (
        <section className={styles.kept}>
          <h2>{t('session.kit')}</h2>
          <p>{t('session.kit.why')}</p>
          <KitWords words={account.recoveryWords} />
          <div className={`${styles.act} ${styles.noPrint}`}>
            <Button icon="print" onPress={() => window.print()}>
              {t('session.kit.print')}
            </Button>
          </div>
        </section>
      ) : null}
      <div className={styles.noPrint}>
        {hasKit ? (
          <ReadBack words={account.recoveryWords} onKept={onKept} />
        ) : (
          <Button kind="primary" onPress={onKept}>
            {t('session.keep.wroteDown')}
          </Button>
        )}
      </div>
    </SessionLayout>
  )
}

const ReadBack = ({ words, onKept }: { readonly words: readonly string[]; readonly onKept: () => void }) => {
  const t = useT()
  const [places] = useState(() => twoPlaces(words.length, Math.random))
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [isChecked, setChecked] = useState(false)
  const isRight = (index: 0 | 1): boolean => typed[index].trim().toLowerCase() === words[places[index]]
  const submit = () => {
    setChecked(true)
    if (isRight(0) && isRight(1)) onKept()
  }
  const field = (index: 0 | 1) => (
    <TextField
      label={t('session.kit.word', { number: places[index] + 1 })}
      value={typed[index]}
      onChange={(word) => setTyped(index === 0 ? [word, typed[1]] : [typed[0], word])}
      isRequired
      dir="ltr"
      spellCheck={false}
      error={isChecked && !isRight(index) ? t('session.kit.wrongWord', { number: places[index] + 1 }) : null}
    />
  )
  return (
    <Form onSubmit={submit}>
      <h2>{t('session.kit.readBack')}</h2>
      <p>{t('session.kit.readBack.why')}</p>
      <div className={styles.two}>
        {field(0)}
        {field(1)}
      </div>
      <div className={styles.act}>
        <Button kind="primary" type="submit">
          {t('session.kit.done')}
        </Button>
      </div>
    </Form>
  )
}
