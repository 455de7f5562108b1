import { type FormEvent, useState } from 'react'
import { Button, ErrorNote, Section, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './Settings.module.css'

/** This device lets another one of the same member in. */
export const NewDevice = () => {
  const t = useT()
  const say = useToast()
  const approve = useCommand('approvePairing')
  const [code, setCode] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() === '') return
    const answer = await approve.run({ code: code.trim() })
    if (!answer.ok) return
    setCode('')
    say(t('settings.newDevice.done'))
  }
  return (
    <Section title={t('settings.newDevice')}>
      <p className={styles.measure}>{t('settings.newDevice.how')}</p>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField label={t('settings.newDevice.code')} value={code} onChange={setCode} isRequired dir="ltr" spellCheck={false} />
        <ErrorNote problem={approve.problem} />
        <div className={styles.act}>
          <Button type="submit" isBusy={approve.busy}>
            {t('settings.newDevice.do')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
