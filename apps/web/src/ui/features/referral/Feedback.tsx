import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { Helped } from '@pergola/core/referral'
import type { ReferralView } from '../../../contract.ts'
import { Button, DayField, FormDialog, Note, RadioGroup, Section, TextField, useNow, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'

const HELPED: readonly Helped[] = ['yes', 'partly', 'no']

/** What came of it: asked of those who took it up, shown to both. */
export const Feedback = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const [open, setOpen] = useState(false)
  if (view.state !== 'taken_up') return null
  const said = view.referral.turns.some(({ feedback }) => feedback !== null)
  if (view.direction === 'out') return said ? null : <Note title={t('referral.feedback_later', { org: view.otherName })} />
  if (!view.canAnswer) return null
  return (
    <Section title={t('referral.feedback')}>
      <p>{t(said ? 'referral.feedback_said' : 'referral.feedback_why', { org: view.otherName })}</p>
      <div>
        <Button onPress={() => setOpen(true)}>{t(said ? 'referral.feedback_again' : 'referral.feedback_do')}</Button>
      </div>
      {open ? <FeedbackDialog view={view} onClose={() => setOpen(false)} /> : null}
    </Section>
  )
}

const FeedbackDialog = ({ view, onClose }: { readonly view: ReferralView; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  // The reader's own day: early in the morning east of Greenwich it is still yesterday there.
  const today = new Date(useNow()).toLocaleDateString('en-CA')
  const options = useVocabOptions('helped', HELPED)
  const command = useCommand('giveFeedback')
  const [helped, setHelped] = useState('')
  const [on, setOn] = useState(today)
  const [text, setText] = useState('')
  const save = async () => {
    const known = HELPED.find((one) => one === helped)
    if (known === undefined || !(await command.run({ space: view.space, helped: known, on: on as Day, text: text.trim() })).ok) return
    onClose()
    say(t('referral.feedback_toast', { org: view.otherName }))
  }
  return (
    <FormDialog
      title={t('referral.feedback')}
      submitLabel={t('referral.feedback_send')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={helped !== '' && on !== ''}
    >
      <RadioGroup label={t('referral.feedback_helped')} value={helped} onChange={setHelped} options={options} />
      <DayField label={t('referral.feedback_on')} value={on} max={today} onChange={setOn} isRequired />
      <TextField
        label={t('referral.feedback_text')}
        description={t('referral.feedback_text_why', { org: view.otherName })}
        value={text}
        onChange={setText}
        multiline
        maxLength={5000}
      />
    </FormDialog>
  )
}
