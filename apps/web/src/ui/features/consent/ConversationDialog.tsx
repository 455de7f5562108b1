import { type ComponentProps, memo, useCallback, useState } from 'react'
import type { CaseView } from '../../../contract.ts'
import { Checkbox, DayField, FormDialog, type Option, RadioGroup, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useLanguageOptions, useSpeech, useT, useVocabOptions } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { NOT_ASKED, SCOPES, consentsOf, isComplete, type Answer, type Conversation, type ConsentScope } from './answers.ts'
import type { Chosen } from './Matrix.tsx'
import { ScopeQuestion } from './ScopeQuestion.tsx'
import { isWordingLanguage, wordingIn } from './wordings.ts'
import styles from './consent.module.css'

const HOW = ['spoken', 'written', 'message', 'through_trusted_person'] as const
const GIVERS = ['self', 'guardian', 'trusted'] as const

export interface Start extends Partial<Chosen> {
  readonly people?: readonly string[]
}

interface ConversationDialogProps {
  /** What it starts from: a cell of the matrix, those who have not said yes, or nothing. */
  readonly start: Start
  readonly onClose: () => void
}

/** One conversation, as it goes: with whom, in which language, then question after question with the words to read. */
export const ConversationDialog = ({ start, onClose }: ConversationDialogProps) => {
  const t = useT()
  const say = useToast()
  const { view, today } = useSituation()
  const { language: locale } = useSpeech()
  const command = useCommand('giveConsents')
  const [talk, setTalk] = useState<Conversation>(() => startOf(view, today, locale, start))
  const change = (changes: Partial<Conversation>) => setTalk((before) => ({ ...before, ...changes }))
  const answer = useCallback(
    (scope: ConsentScope, changes: Partial<Answer>) =>
      setTalk((before) => ({
        ...before,
        answers: { ...before.answers, [scope]: { ...(before.answers[scope] ?? NOT_ASKED), ...changes } },
      })),
    [],
  )
  const save = async () => {
    const consents = consentsOf(talk, (scope, parts) => wordingIn(talk.language, scope, parts))
    const given = await command.run({ space: view.file.space, consents })
    if (!given.ok) return
    say(t('consent.recorded', { count: consents.length }))
    onClose()
  }
  return (
    <FormDialog
      title={t('consent.record')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={isComplete(talk)}
      size="wide"
    >
      <With talk={talk} onChange={change} />
      <fieldset className={styles.questions}>
        <legend>{t('consent.questions')}</legend>
        <p className={styles.quiet}>{t('consent.questions_why')}</p>
        {SCOPES.map((scope) => (
          <Question key={scope} scope={scope} language={talk.language} answer={talk.answers[scope] ?? NOT_ASKED} onAnswer={answer} />
        ))}
      </fieldset>
    </FormDialog>
  )
}

interface QuestionProps extends Pick<ComponentProps<typeof ScopeQuestion>, 'scope' | 'language' | 'answer'> {
  readonly onAnswer: (scope: ConsentScope, changes: Partial<Answer>) => void
}

/** Drawn anew when its own answer changes: of fourteen, one does with a key that is typed. */
const Question = memo(({ onAnswer, ...asked }: QuestionProps) => (
  <ScopeQuestion {...asked} onChange={(changes) => onAnswer(asked.scope, changes)} />
))

/** The language of the person who is asked, if we have words in it; otherwise the reader's. */
const startOf = (view: CaseView, today: string, locale: string, start: Start): Conversation => {
  const person = start.person ?? start.people?.[0] ?? view.file.people[0]?.id ?? ''
  const speaks = view.file.people.find(({ id }) => id === person)?.languages ?? []
  const first: Answer = { ...NOT_ASKED, reply: 'yes', org: start.org ?? '', recipient: start.recipient ?? '' }
  return {
    people: start.people ?? (person === '' ? [] : [person]),
    on: today,
    how: 'spoken',
    until: '',
    givenBy: 'self',
    guardian: '',
    trusted: '',
    language: speaks.find(isWordingLanguage) ?? speaks[0] ?? locale,
    answers: start.scope === undefined ? {} : { [start.scope]: first },
  }
}

/** With whom, when, how, and in which language. */
const With = ({ talk, onChange }: { readonly talk: Conversation; readonly onChange: (changes: Partial<Conversation>) => void }) => {
  const t = useT()
  const { view, today, nameOf } = useSituation()
  const languages = useLanguageOptions()
  const ways = useVocabOptions('consent_how', HOW)
  const people = view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))
  const first = languages.filter(({ id }) => isWordingLanguage(id))
  return (
    <div className={styles.with}>
      <Whom people={people} chosen={talk.people} onChange={(chosen) => onChange({ people: chosen })} />
      <RadioGroup
        label={t('consent.given_by')}
        value={talk.givenBy}
        onChange={(id) => onChange({ givenBy: GIVERS.find((one) => one === id) ?? 'self' })}
        options={GIVERS.map((id) => ({ id, label: t(`consent.giver.${id}`) }))}
      />
      {talk.givenBy === 'guardian' ? (
        <Select
          label={t('consent.guardian')}
          value={talk.guardian}
          onChange={(guardian) => onChange({ guardian })}
          options={people.filter(({ id }) => !talk.people.includes(id))}
          placeholder={t('case.choose')}
          isRequired
        />
      ) : null}
      {talk.givenBy === 'trusted' ? (
        <TextField
          label={t('consent.trusted')}
          description={t('consent.trusted_why')}
          value={talk.trusted}
          onChange={(trusted) => onChange({ trusted })}
          maxLength={200}
          isRequired
        />
      ) : null}
      <Select
        label={t('case.consent.how')}
        value={talk.how}
        onChange={(id) => onChange({ how: HOW.find((one) => one === id) ?? 'spoken' })}
        options={ways}
        isRequired
      />
      <Select
        label={t('consent.language')}
        description={t('consent.language_why')}
        value={talk.language}
        onChange={(language) => onChange({ language })}
        options={[...first, ...languages.filter(({ id }) => !isWordingLanguage(id))]}
        isRequired
      />
      <DayField label={t('case.consent.on')} value={talk.on} onChange={(on) => onChange({ on })} max={today} isRequired />
      <DayField
        label={t('case.consent.until')}
        description={t('case.consent.until_why')}
        value={talk.until}
        onChange={(until) => onChange({ until })}
        min={today}
        error={talk.until !== '' && talk.until < talk.on ? t('case.ends_before') : null}
      />
    </div>
  )
}

interface WhomProps {
  readonly people: readonly Option[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

const Whom = ({ people, chosen, onChange }: WhomProps) => {
  const t = useT()
  return (
    <fieldset className={styles.whom}>
      <legend>{t('consent.people')}</legend>
      {people.map(({ id, label }) => (
        <Checkbox
          key={id}
          label={label}
          value={chosen.includes(id)}
          onChange={(yes) => onChange(yes ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  )
}
