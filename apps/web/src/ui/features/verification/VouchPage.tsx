import { useState } from 'react'
import type { SpaceId } from '@pergola/protocol'
import type { VouchAnswer } from '@pergola/core/verification'
import type { VouchView } from '../../../contract.ts'
import {
  Button,
  ConfirmButton,
  Countdown,
  Empty,
  ErrorNote,
  Link,
  Loading,
  Note,
  Page,
  Person,
  RadioGroup,
  Section,
  TextField,
  Time,
  useToast,
} from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { AboutView } from './AboutView.tsx'
import { ANSWERS } from './codes.ts'
import styles from './verification.module.css'

/** A request to vouch, from either side. */
export const VouchPage = ({ space }: { readonly space: string }) => {
  const t = useT()
  const found = useQuery('vouchRequest', { space: space as SpaceId })
  if (found.value !== null) return <VouchScreen view={found.value} />
  return (
    <Page title={t('verification.vouch_title')} breadcrumb={{ to: '/today', label: t('today.title') }}>
      {found.state === 'loading' ? <Loading /> : null}
      {found.problem?.type === 'not_found' ? (
        <Empty
          title={t('verification.vouch_not_found')}
          text={t('referral.not_found_why')}
          action={<Link to="/today">{t('today.title')}</Link>}
        />
      ) : (
        <ErrorNote problem={found.problem} />
      )}
    </Page>
  )
}

const VouchScreen = ({ view }: { readonly view: VouchView }) => {
  const t = useT()
  const inbound = view.direction === 'in'
  const crumb =
    view.caseSpace === null ? { to: '/today', label: t('today.title') } : { to: `/cases/${view.caseSpace}`, label: view.pseudonym }
  return (
    <Page
      title={t(inbound ? 'verification.vouch_in' : 'verification.vouch_out', { org: view.otherName })}
      breadcrumb={crumb}
      lead={view.state === 'waiting' ? <Countdown until={view.answerBy} /> : undefined}
    >
      <div className={styles.page}>
        <p className={styles.lead}>{t(inbound ? 'verification.vouch_in_why' : 'verification.vouch_out_why')}</p>
        {view.state === 'withdrawn' ? <Note icon="close" title={t('verification.vouch_state.withdrawn')} /> : null}
        <Section title={t('verification.vouch_about')}>
          <AboutView about={view.about} />
          <p className={styles.quiet}>
            {t('verification.asked_on')} <Time value={view.sentAt} />
          </p>
        </Section>
        {view.answer === null ? null : <Answered view={view} />}
        {view.canAnswer ? <AnswerForm key={view.answer?.answer ?? ''} view={view} /> : null}
        {inbound && !view.canAnswer && view.state !== 'withdrawn' ? (
          <Note icon="forbidden" title={t('referral.reading_only')}>
            {t('referral.reading_only_why')}
          </Note>
        ) : null}
        {view.canWithdraw ? <Withdraw view={view} /> : null}
      </div>
    </Page>
  )
}

const Answered = ({ view }: { readonly view: VouchView }) => {
  const t = useT()
  const vocab = useVocab()
  const { answer } = view
  if (answer === null) return null
  return (
    <Section title={t('verification.answer')}>
      <p>
        <strong>{vocab('vouch_answer', answer.answer)}</strong>{' '}
        <span className={styles.quiet}>
          <Person id={answer.by} people={view.people} /> · <Time value={answer.at} />
        </span>
      </p>
      {answer.text === '' ? null : (
        <p className={styles.prose} dir="auto">
          {answer.text}
        </p>
      )}
      {view.direction === 'out' ? <p className={styles.quiet}>{t('verification.answer_landed')}</p> : null}
    </Section>
  )
}

const AnswerForm = ({ view }: { readonly view: VouchView }) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const command = useCommand('answerVouch')
  const [answer, setAnswer] = useState<string>(view.answer?.answer ?? '')
  const [text, setText] = useState(view.answer?.text ?? '')
  const needsText = answer === 'knows_the_work'
  const send = async () => {
    const answered = await command.run({ space: view.space, answer: answer as VouchAnswer, text: text.trim() })
    if (answered.ok) say(t('verification.answer_sent', { org: view.otherName }))
  }
  return (
    <Section title={t(view.answer === null ? 'verification.answer_give' : 'verification.answer_change')}>
      <div className={styles.form}>
        <RadioGroup
          label={t('verification.answer_question')}
          value={answer}
          onChange={setAnswer}
          options={ANSWERS.map((id) => ({ id, label: vocab('vouch_answer', id), description: t(`verification.answer_means.${id}`) }))}
        />
        <TextField
          label={t('verification.answer_text')}
          description={t('verification.answer_text_why', { org: view.otherName })}
          value={text}
          onChange={setText}
          multiline
          maxLength={5000}
          isRequired={needsText}
        />
        <ErrorNote problem={command.problem} />
        <div>
          <Button
            kind="primary"
            onPress={() => void send()}
            isBusy={command.busy}
            isDisabled={answer === '' || (needsText && text.trim() === '')}
          >
            {t('verification.answer_send')}
          </Button>
        </div>
      </div>
    </Section>
  )
}

const Withdraw = ({ view }: { readonly view: VouchView }) => {
  const t = useT()
  const command = useCommand('withdrawVouch')
  return (
    <div>
      <ErrorNote problem={command.problem} />
      <ConfirmButton
        label={t('verification.vouch_withdraw')}
        question={t('verification.vouch_withdraw_question', { org: view.otherName })}
        confirmLabel={t('verification.vouch_withdraw')}
        onConfirm={() => void command.run({ space: view.space })}
      />
    </div>
  )
}
