import { useState } from 'react'
import type { DeclineReason } from '@pergola/core/referral'
import type { ReferralView } from '../../../contract.ts'
import { Button, ErrorNote, FormDialog, Note, Select, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { SuggestDialog } from './SuggestDialog.tsx'
import { TakeUpPartDialog } from './TakeUpPartDialog.tsx'
import styles from './referral.module.css'

const REASONS: readonly DeclineReason[] = [
  'no_capacity',
  'outside_mandate',
  'outside_region',
  'already_supported',
  'not_enough_information',
  'other',
]

/** The answers there are for this side of the request, in this state. */
export const Answers = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const open = view.state === 'waiting' || view.state === 'asked'
  if (!open && !(view.state === 'expired' && view.direction === 'in')) return null
  if (!view.canAnswer)
    return (
      <Note icon="forbidden" title={t('referral.reading_only')}>
        {t('referral.reading_only_why')}
      </Note>
    )
  return view.direction === 'in' ? <AnswersIn view={view} /> : <AnswersOut view={view} />
}

const AnswersIn = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const say = useToast()
  const [text, setText] = useState('')
  const [dialog, setDialog] = useState<'decline' | 'part' | 'suggest' | null>(null)
  const takeUp = useCommand('takeUp')
  const ask = useCommand('askReferral')
  const said = { space: view.space, text: text.trim() }
  const close = () => setDialog(null)
  const finish = (words: string) => {
    setText('')
    say(words)
  }
  const onTakeUp = async () => {
    if ((await takeUp.run(said)).ok) finish(t('referral.taken_toast'))
  }
  const onAsk = async () => {
    if ((await ask.run(said)).ok) finish(t('referral.asked_toast', { org: view.otherName }))
  }
  return (
    <div className={styles.answers}>
      <TextField
        label={t('referral.text')}
        description={t('referral.text_why', { org: view.otherName })}
        value={text}
        onChange={setText}
        multiline
        maxLength={5000}
      />
      <ErrorNote problem={takeUp.problem ?? ask.problem} />
      <div className={styles.does}>
        <Button kind="primary" onPress={() => void onTakeUp()} isBusy={takeUp.busy}>
          {t('referral.take_up')}
        </Button>
        <Button onPress={() => void onAsk()} isBusy={ask.busy} isDisabled={text.trim() === ''}>
          {t('referral.ask_back')}
        </Button>
        <Button onPress={() => setDialog('part')}>{t('referral.part')}</Button>
        <Button onPress={() => setDialog('suggest')} isDisabled={view.others.length === 0}>
          {t('referral.suggest')}
        </Button>
        <Button onPress={() => setDialog('decline')}>{t('referral.decline')}</Button>
      </div>
      <p className={styles.quiet}>{t('referral.take_up_means')}</p>
      {dialog === 'decline' ? <DeclineDialog view={view} start={text} onClose={close} /> : null}
      {dialog === 'part' ? <TakeUpPartDialog view={view} start={text} onClose={close} /> : null}
      {dialog === 'suggest' ? <SuggestDialog view={view} start={text} onClose={close} /> : null}
    </div>
  )
}

const DeclineDialog = ({ view, start, onClose }: { readonly view: ReferralView; readonly start: string; readonly onClose: () => void }) => {
  const t = useT()
  const options = useVocabOptions('decline_reason', REASONS)
  const command = useCommand('declineReferral')
  const [reason, setReason] = useState('')
  const [text, setText] = useState(start)
  const decline = async () => {
    const known = REASONS.find((one) => one === reason)
    if (known !== undefined && (await command.run({ space: view.space, reason: known, text: text.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('referral.decline')}
      submitLabel={t('referral.decline')}
      onSubmit={() => void decline()}
      onClose={onClose}
      command={command}
      isComplete={reason !== ''}
    >
      <Select
        label={t('referral.reason')}
        value={reason}
        onChange={setReason}
        options={options}
        placeholder={t('case.choose')}
        isRequired
      />
      <TextField
        label={t('referral.decline_text')}
        description={t('referral.decline_why')}
        value={text}
        onChange={setText}
        multiline
        maxLength={5000}
      />
    </FormDialog>
  )
}

const AnswersOut = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const say = useToast()
  const [text, setText] = useState('')
  const answer = useCommand('answerReferral')
  const withdraw = useCommand('withdrawReferral')
  const said = { space: view.space, text: text.trim() }
  const onAnswer = async () => {
    if (!(await answer.run(said)).ok) return
    setText('')
    say(t('referral.answered_toast', { org: view.otherName }))
  }
  return (
    <div className={styles.answers}>
      <TextField
        label={t(view.state === 'asked' ? 'referral.answer_text' : 'referral.add_text')}
        description={t('referral.text_why', { org: view.otherName })}
        value={text}
        onChange={setText}
        multiline
        maxLength={5000}
      />
      <ErrorNote problem={answer.problem ?? withdraw.problem} />
      <div className={styles.does}>
        <Button kind="primary" onPress={() => void onAnswer()} isBusy={answer.busy} isDisabled={text.trim() === ''}>
          {t('referral.answer')}
        </Button>
        <Button kind="danger" onPress={() => void withdraw.run(said)} isBusy={withdraw.busy}>
          {t('referral.withdraw')}
        </Button>
      </div>
    </div>
  )
}
