import { useState } from 'react'
import type { UnlockPasskey } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, Facts, Loading, Note, Section, Time, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { PasskeyTrouble, type Trouble } from '../session/PasskeyTrouble.tsx'
import { askUnlockPasskey, forgetPasskey, makeUnlockPasskey, passkeysOffered } from '../session/passkey.ts'
import styles from './Settings.module.css'

/** The passphrase is long on purpose; day by day a fingerprint may do. */
export const QuickUnlock = () => {
  const t = useT()
  const passkey = useQuery('unlockPasskey', {})
  return (
    <Section title={t('settings.passkey')}>
      <p className={styles.measure}>{t('settings.passkey.why')}</p>
      {passkey.state === 'loading' ? <Loading /> : null}
      <ErrorNote problem={passkey.problem} />
      {passkey.state !== 'ready' ? null : passkey.value !== null ? <Kept passkey={passkey.value} /> : passkeysOffered() ? <Add /> : <No />}
    </Section>
  )
}

const No = () => {
  const t = useT()
  return <Note title={t('settings.passkey.notHere')}>{t('settings.passkey.notHere.do')}</Note>
}

const Add = () => {
  const t = useT()
  const say = useToast()
  const add = useCommand('addUnlockPasskey')
  const [trouble, setTrouble] = useState<Trouble>(null)
  const go = async () => {
    setTrouble(null)
    const made = await makeUnlockPasskey(t('settings.passkey.name'))
    if (!made.ok) return setTrouble(made.why)
    const answer = await add.run(made.value)
    if (answer.ok) say(t('settings.passkey.added'))
  }
  return (
    <>
      <PasskeyTrouble trouble={trouble} />
      <ErrorNote problem={add.problem} />
      <div className={styles.act}>
        <Button onPress={() => void go()} isBusy={add.busy}>
          {t('settings.passkey.add')}
        </Button>
      </div>
    </>
  )
}

const Kept = ({ passkey }: { readonly passkey: UnlockPasskey }) => {
  const t = useT()
  const say = useToast()
  const test = useCommand('testUnlockPasskey')
  const remove = useCommand('removeUnlockPasskey')
  const [trouble, setTrouble] = useState<Trouble>(null)
  const tryIt = async () => {
    setTrouble(null)
    const asked = await askUnlockPasskey(passkey)
    if (!asked.ok) return setTrouble(asked.why)
    const answer = await test.run({ secret: asked.value })
    if (answer.ok) say(t('settings.passkey.works'))
  }
  const forget = async () => {
    const answer = await remove.run({})
    if (!answer.ok) return
    await forgetPasskey(passkey.credential)
    say(t('settings.passkey.removed'))
  }
  return (
    <>
      <Facts items={[{ label: t('settings.passkey.since'), value: <Time value={passkey.added} /> }]} />
      <PasskeyTrouble trouble={trouble} />
      <ErrorNote problem={test.problem ?? remove.problem} />
      <div className={styles.act}>
        <Button onPress={() => void tryIt()} isBusy={test.busy}>
          {t('settings.passkey.test')}
        </Button>
        <ConfirmButton
          label={t('settings.passkey.remove')}
          question={t('settings.passkey.remove.question')}
          confirmLabel={t('settings.passkey.remove')}
          onConfirm={() => void forget()}
        />
      </div>
    </>
  )
}
