import { useState } from 'react'
import type { SuccessionCall } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, Name, Note, Section, Time } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { KitWords } from '../session/KitWords.tsx'
import styles from './Succession.module.css'

/** Somebody who is trusted says that an organisation can no longer act for itself. */
export const Calls = ({ calls, maySay }: { readonly calls: readonly SuccessionCall[]; readonly maySay: boolean }) => {
  const t = useT()
  return (
    <Section title={t('succession.calls')}>
      {calls.map((call) => (
        <Called key={call.space} call={call} maySay={maySay} />
      ))}
    </Section>
  )
}

const Called = ({ call, maySay }: { readonly call: SuccessionCall; readonly maySay: boolean }) => {
  const t = useT()
  const format = useFormat()
  return (
    <article className={styles.entry} aria-label={call.whose.name}>
      <h3>
        <Name text={call.whose.name} />
      </h3>
      <p>
        {call.ours ? t('succession.we_called') : t('succession.they_called', { org: call.by.name })} · <Time value={call.at} />
      </p>
      <p dir="auto" className={styles.prose}>
        {call.why}
      </p>
      {call.agreed.map(({ org, name, at }) => (
        <p key={org}>{t('succession.agreed', { org: name, at: format.instant(at) })}</p>
      ))}
      {call.ours || !maySay ? null : <Agree call={call} />}
    </article>
  )
}

/** On the record first; only then the words, which stay on this screen until it is left. */
const Agree = ({ call }: { readonly call: SuccessionCall }) => {
  const t = useT()
  const agree = useCommand('agreeSuccession')
  const [kit, setKit] = useState<{ readonly account: string; readonly words: readonly string[] } | null>(null)
  const confirm = async () => {
    const answer = await agree.run({ space: call.space })
    if (answer.ok) setKit(answer.value)
  }
  if (kit !== null)
    return (
      <Note title={t('succession.come_in')}>
        <p>{t('succession.come_in_how', { account: kit.account })}</p>
        <KitWords words={kit.words} />
        <Button onPress={() => setKit(null)}>{t('components.hide')}</Button>
      </Note>
    )
  return (
    <>
      <ErrorNote problem={agree.problem} />
      <ConfirmButton
        kind="danger"
        label={t(call.weAgreed ? 'succession.show_again' : 'succession.agree')}
        question={t('succession.agree_question', { org: call.whose.name, by: call.by.name })}
        confirmLabel={t('succession.agree')}
        onConfirm={() => void confirm()}
      />
    </>
  )
}
