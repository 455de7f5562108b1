import { useState } from 'react'
import type { Consent } from '@pergola/core/casework'
import { Button, Checkbox, ConfirmButton, Dialog, ErrorNote, Name, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { holdsOn, speaksTo, stateOf } from './consenting.ts'
import type { Chosen } from './Matrix.tsx'
import styles from './consent.module.css'

interface DecisionsDialogProps {
  readonly chosen: Chosen
  readonly words: Readonly<Record<string, string>>
  readonly onAsk: () => void
  readonly onClose: () => void
}

/** Everything one person has said to one question, newest first, with the words that were read; and the way to take it back. */
export const DecisionsDialog = ({ chosen, words, onAsk, onClose }: DecisionsDialogProps) => {
  const t = useT()
  const vocab = useVocab()
  const { view, rights, nameOf } = useSituation()
  const said = view.file.consents.filter((one) => one.person === chosen.person && one.scope === chosen.scope && speaksTo(one, chosen))
  return (
    <Dialog
      title={nameOf(chosen.person)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('components.close')}</Button>
          {rights.hold ? (
            <Button kind="primary" onPress={onAsk}>
              {t(said.length === 0 ? 'consent.ask' : 'consent.ask_again')}
            </Button>
          ) : null}
        </>
      }
    >
      <p>
        <strong>{vocab('consent_scope', chosen.scope)}</strong>
        {chosen.toName === '' ? null : (
          <>
            <br />
            <Name text={chosen.toName} />
          </>
        )}
      </p>
      {said.length === 0 ? <p className={styles.quiet}>{t('consent.never_asked')}</p> : null}
      <ol className={styles.decisions}>
        {said.toReversed().map((consent) => (
          <li key={consent.id}>
            <Decision consent={consent} words={words[consent.id] ?? ''} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

const Decision = ({ consent, words }: { readonly consent: Consent; readonly words: string }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { rights, today, nameOf } = useSituation()
  const sentence = useSentence()
  const by = { self: '', guardian: nameOf(consent.guardian ?? ''), trusted: consent.trusted }[consent.givenBy]
  return (
    <>
      <p>
        <strong>{sentence(consent)}</strong>
      </p>
      {consent.givenBy === 'self' ? null : <p>{t(`consent.by.${consent.givenBy}`, { who: by })}</p>}
      {consent.parts.length === 0 ? null : (
        <p>{t('consent.only_parts', { parts: format.items(consent.parts.map((part) => vocab('consent_part', part))) })}</p>
      )}
      {words === '' ? null : (
        <details>
          <summary>{t('consent.words_read')}</summary>
          <blockquote className={styles.words} dir="auto" lang={consent.language === '' ? undefined : consent.language}>
            {words}
          </blockquote>
        </details>
      )}
      {holdsOn(consent, today) && rights.hold ? <Withdraw consent={consent} /> : null}
    </>
  )
}

/** "Yes · spoken · 3 March · until 1 June". */
export const useSentence = (): ((consent: Consent) => string) => {
  const t = useT()
  const format = useFormat()
  const { today } = useSituation()
  return (consent) =>
    t(`case.consent.state_${stateOf(consent, today)}`, {
      on: format.day(consent.withdrawnOn ?? consent.on),
      until: consent.until === null ? '' : format.day(consent.until),
      ends: consent.until === null ? 'no' : 'yes',
      how: t(`vocab.consent_how.${consent.how}`),
    })
}

/** From today on. What was shared on the ground of it goes back with it, unless somebody decides otherwise. */
const Withdraw = ({ consent }: { readonly consent: Consent }) => {
  const t = useT()
  const say = useToast()
  const { view, today } = useSituation()
  const command = useCommand('withdrawConsent')
  const [takeBack, setTakeBack] = useState(true)
  const withdraw = async () => {
    const answer = await command.run({ space: view.file.space, id: consent.id, on: today, takeBack })
    if (answer.ok) say(t(takeBack ? 'consent.withdrawn_back' : 'consent.withdrawn'))
  }
  return (
    <>
      <ConfirmButton
        label={t('case.consent.withdraw')}
        question={t('consent.withdraw_question')}
        confirmLabel={t('case.consent.withdraw')}
        onConfirm={() => void withdraw()}
      >
        <Checkbox label={t('consent.take_back')} description={t('consent.take_back_why')} value={takeBack} onChange={setTakeBack} />
      </ConfirmButton>
      <ErrorNote problem={command.problem} />
    </>
  )
}
