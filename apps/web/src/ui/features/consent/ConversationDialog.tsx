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

/** All but the answers. */
type Frame = Omit<Conversation, 'answers'>

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
  const [frame, setFrame] = useState<Frame>(() => startOf(view, today, locale, start))
  const [answers, setAnswers] = useState<Conversation['answers']>(() => firstAnswer(start))
  const talk: Conversation = { ...frame, answers }
  const change = useCallback((changes: Partial<Frame>) => setFrame((before) => ({ ...before, ...changes })), [])
  const answer = useCallback(
    (scope: ConsentScope, changes: Partial<Answer>) =>
      setAnswers((before) => ({ ...before, [scope]: { ...(before[scope] ?? NOT_ASKED), ...changes } })),
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
      <With talk={frame} onChange={change} />
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
const Question = memo(({ onAnswer, ...asked }: QuestionProps) => {
  const { scope } = asked
  const change = useCallback((changes: Partial<Answer>) => onAnswer(scope, changes), [onAnswer, scope])
  return <ScopeQuestion {...asked} onChange={change} />
})

/** The language of the person who is asked, if we have words in it; otherwise the reader's. */
const startOf = (view: CaseView, today: string, locale: string, start: Start): Frame => {
  const person = start.person ?? start.people?.[0] ?? view.file.people[0]?.id ?? ''
  const speaks = view.file.people.find(({ id }) => id === person)?.languages ?? []
  return {
    people: start.people ?? (person === '' ? [] : [person]),
    on: today,
    how: 'spoken',
    until: '',
    givenBy: 'self',
    guardian: '',
    trusted: '',
    language: speaks.find(isWordingLanguage) ?? speaks[0] ?? locale,
  }
}

const firstAnswer = ({ scope, org, recipient }: Start): Conversation['answers'] =>
  scope === undefined ? {} : { [scope]: { ...NOT_ASKED, reply: 'yes', org: org ?? '', recipient: recipient ?? '' } }

interface Part<K extends keyof Frame> {
  readonly talk: Pick<Frame, K>
  readonly onChange: (changes: Partial<Frame>) => void
}

/** With whom, when, how, and in which language. Each is left as it is while another one, or an answer, is typed. */
const With = memo(({ talk, onChange }: Part<keyof Frame>) => (
  <div className={styles.with}>
    <Whom chosen={talk.people} onChange={onChange} />
    <GivenBy talk={talk} onChange={onChange} />
    <How how={talk.how} onChange={onChange} />
    <Language language={talk.language} onChange={onChange} />
    <Days on={talk.on} until={talk.until} onChange={onChange} />
  </div>
))

const usePeople = (): readonly Option[] => {
  const { view, nameOf } = useSituation()
  return view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))
}

interface WhomProps {
  readonly chosen: readonly string[]
  readonly onChange: (changes: Partial<Frame>) => void
}

const Whom = memo(({ chosen, onChange }: WhomProps) => {
  const t = useT()
  return (
    <fieldset className={styles.whom}>
      <legend>{t('consent.people')}</legend>
      {usePeople().map(({ id, label }) => (
        <Checkbox
          key={id}
          label={label}
          value={chosen.includes(id)}
          onChange={(yes) => onChange({ people: yes ? [...chosen, id] : chosen.filter((one) => one !== id) })}
        />
      ))}
    </fieldset>
  )
})

const GivenBy = ({ talk, onChange }: Part<'people' | 'givenBy' | 'guardian' | 'trusted'>) => {
  const t = useT()
  const people = usePeople()
  return (
    <>
      <Giver givenBy={talk.givenBy} onChange={onChange} />
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
    </>
  )
}

const Giver = memo(({ givenBy, onChange }: Pick<Frame, 'givenBy'> & Pick<WhomProps, 'onChange'>) => {
  const t = useT()
  return (
    <RadioGroup
      label={t('consent.given_by')}
      value={givenBy}
      onChange={(id) => onChange({ givenBy: GIVERS.find((one) => one === id) ?? 'self' })}
      options={GIVERS.map((id) => ({ id, label: t(`consent.giver.${id}`) }))}
    />
  )
})

const How = memo(({ how, onChange }: Pick<Frame, 'how'> & Pick<WhomProps, 'onChange'>) => {
  const t = useT()
  const ways = useVocabOptions('consent_how', HOW)
  return (
    <Select
      label={t('case.consent.how')}
      value={how}
      onChange={(id) => onChange({ how: HOW.find((one) => one === id) ?? 'spoken' })}
      options={ways}
      isRequired
    />
  )
})

const Language = memo(({ language, onChange }: Pick<Frame, 'language'> & Pick<WhomProps, 'onChange'>) => {
  const t = useT()
  const languages = useLanguageOptions()
  const first = languages.filter(({ id }) => isWordingLanguage(id))
  return (
    <Select
      label={t('consent.language')}
      description={t('consent.language_why')}
      value={language}
      onChange={(chosen) => onChange({ language: chosen })}
      options={[...first, ...languages.filter(({ id }) => !isWordingLanguage(id))]}
      isRequired
    />
  )
})

const Days = memo(({ on, until, onChange }: Pick<Frame, 'on' | 'until'> & Pick<WhomProps, 'onChange'>) => {
  const t = useT()
  const { today } = useSituation()
  return (
    <>
      <DayField label={t('case.consent.on')} value={on} onChange={(day) => onChange({ on: day })} max={today} isRequired />
      <DayField
        label={t('case.consent.until')}
        description={t('case.consent.until_why')}
        value={until}
        onChange={(day) => onChange({ until: day })}
        min={today}
        error={until !== '' && until < on ? t('case.ends_before') : null}
      />
    </>
  )
})
