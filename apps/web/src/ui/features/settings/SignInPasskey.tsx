import { useCallback, useEffect, useState } from 'react'
import type { Answer } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, Loading, Note, Section, useToast } from '../../components/index.ts'
import { useCommand, usePergola } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { PasskeyTrouble, type Trouble } from '../session/PasskeyTrouble.tsx'
import { makeSignInPasskey, passkeysOffered } from '../session/passkey.ts'
import styles from './Settings.module.css'

/** How many passkeys the relay asks for at sign-in; null until it has said. */
const useCount = () => {
  const pergola = usePergola()
  const [answer, setAnswer] = useState<Answer<number> | null>(null)
  const look = useCallback(() => void pergola.run('countSignInPasskeys', {}).then(setAnswer), [pergola])
  useEffect(look, [look])
  const setCount = (value: number) => setAnswer({ ok: true, value })
  return { answer, setCount, look }
}

/** Whoever learned the passphrase cannot sign in from afar without this passkey, too. */
export const SignInPasskey = () => {
  const t = useT()
  const { answer, setCount, look } = useCount()
  const count = answer?.ok ? answer.value : null
  const problem = answer === null || answer.ok ? null : answer.problem
  return (
    <Section title={t('settings.factor')}>
      <p className={styles.measure}>{t('settings.factor.why')}</p>
      {answer === null ? <Loading /> : null}
      <ErrorNote problem={problem} />
      {problem === null ? null : (
        <div className={styles.act}>
          <Button onPress={look}>{t('session.tryAgain')}</Button>
        </div>
      )}
      {count === null ? null : count > 0 ? (
        <Demanded onCount={setCount} />
      ) : passkeysOffered() ? (
        <Demand onCount={setCount} />
      ) : (
        <Note title={t('settings.passkey.notHere')}>{t('settings.passkey.notHere.do')}</Note>
      )}
    </Section>
  )
}

interface Counting {
  readonly onCount: (count: number) => void
}

const Demand = ({ onCount }: Counting) => {
  const t = useT()
  const say = useToast()
  const demand = useCommand('demandSignInPasskey')
  const [trouble, setTrouble] = useState<Trouble>(null)
  const go = async () => {
    setTrouble(null)
    const made = await makeSignInPasskey(t('settings.factor.name'))
    if (!made.ok) return setTrouble(made.why)
    const answer = await demand.run({ key: made.value })
    if (!answer.ok) return
    onCount(answer.value)
    say(t('settings.factor.added'))
  }
  return (
    <>
      <PasskeyTrouble trouble={trouble} />
      <ErrorNote problem={demand.problem} />
      <div className={styles.act}>
        <ConfirmButton
          kind="quiet"
          label={t('settings.factor.add')}
          question={t('settings.factor.add.question')}
          confirmLabel={t('settings.factor.add.do')}
          onConfirm={() => void go()}
          isDisabled={demand.busy}
        />
      </div>
    </>
  )
}

const Demanded = ({ onCount }: Counting) => {
  const t = useT()
  const say = useToast()
  const drop = useCommand('dropSignInPasskeys')
  const go = async () => {
    const answer = await drop.run({})
    if (!answer.ok) return
    onCount(answer.value)
    say(t('settings.factor.removed'))
  }
  return (
    <>
      <Note title={t('settings.factor.on')} icon="check">
        {t('settings.factor.on.lost')}
      </Note>
      <ErrorNote problem={drop.problem} />
      <div className={styles.act}>
        <ConfirmButton
          label={t('settings.factor.remove')}
          question={t('settings.factor.remove.question')}
          confirmLabel={t('settings.factor.remove')}
          onConfirm={() => void go()}
        />
      </div>
    </>
  )
}
