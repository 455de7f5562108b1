import { type FormEvent, useState } from 'react'
import { Button, ErrorNote, Section, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { KitWords } from '../session/KitWords.tsx'
import styles from './Settings.module.css'

/** Shows the kit again, to whoever has the passphrase. */
export const RecoveryKit = () => {
  const t = useT()
  const show = useCommand('showRecoveryKit')
  const [passphrase, setPassphrase] = useState('')
  const [kit, setKit] = useState<{ readonly account: string; readonly words: readonly string[] } | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (passphrase.trim() === '') return
    const answer = await show.run({ passphrase })
    if (!answer.ok) return
    setPassphrase('')
    setKit(answer.value)
  }
  return (
    <Section title={t('session.kit')}>
      <p className={styles.measure}>{t('session.kit.why')}</p>
      {kit === null ? (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <TextField
            label={t('session.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            isRequired
            secret
            autoComplete="current-password"
          />
          <ErrorNote problem={show.problem} />
          <div className={styles.act}>
            <Button type="submit" isBusy={show.busy}>
              {t('settings.kit.show')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={`${styles.form} ${styles.kit}`}>
          <p>{t('session.keep.account', { account: kit.account })}</p>
          <KitWords words={kit.words} />
          <div className={styles.act}>
            <Button icon="print" onPress={() => window.print()}>
              {t('session.kit.print')}
            </Button>
            <Button onPress={() => setKit(null)}>{t('components.hide')}</Button>
          </div>
        </div>
      )}
    </Section>
  )
}
