import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Service } from '@pergola/core/directory'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { ReferralDraft } from '../../../contract.ts'
import { Checkbox, Countdown, Icon, Loading, Note, Select, TextField, useNow, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { FormDialog } from '../case/FormDialog.tsx'
import { TeaserView } from '../referral/TeaserView.tsx'
import styles from './match.module.css'

interface ReferralDraftProps {
  readonly space: SpaceId
  readonly need: string
  readonly service: Service
  readonly onClose: () => void
}

const HOUR = 3_600_000
const HOURS = [6, 24, 48, 72, 168, 336] as const

/** What goes out, exactly as the other side will see it, and what consent says about it. */
export const ReferralDraftDialog = ({ space, need, service, onClose }: ReferralDraftProps) => {
  const draft = useQuery('draftReferral', { space, need, org: service.org as OrgId, service: service.id })
  const t = useT()
  if (draft.value === null) {
    const command = { busy: draft.state === 'loading', problem: draft.problem }
    return (
      <FormDialog
        title={t('match.draft')}
        submitLabel={t('match.send')}
        onSubmit={() => undefined}
        onClose={onClose}
        command={command}
        isComplete={false}
      >
        {draft.state === 'loading' ? <Loading /> : null}
      </FormDialog>
    )
  }
  return <DraftForm draft={draft.value} space={space} need={need} service={service} onClose={onClose} />
}

const DraftForm = ({ draft, space, need, service, onClose }: ReferralDraftProps & { readonly draft: ReferralDraft }) => {
  const t = useT()
  const say = useToast()
  const now = useNow()
  const [, go] = useLocation()
  const command = useCommand('sendReferral')
  const suggested = Math.max(1, Math.round((draft.answerBy - now) / HOUR))
  const [hours, setHours] = useState(() => String(HOURS.find((one) => one >= suggested - 1) ?? 336))
  const [text, setText] = useState(draft.teaser.text)
  const mayShareFile = draft.consentFile !== null
  const [shareFile, setShareFile] = useState(mayShareFile)
  const answerBy = now + Number(hours) * HOUR
  const send = async () => {
    const answer = await command.run({
      space,
      needs: [need],
      org: draft.toOrg,
      service: service.id,
      text: text.trim(),
      answerBy,
      shareFileOnTakeUp: shareFile && mayShareFile,
    })
    if (!answer.ok) return
    say(t('match.sent', { org: draft.toName }))
    onClose()
    go(`/cases/${space}`)
  }
  return (
    <FormDialog
      title={t('match.draft_to', { org: draft.toName })}
      submitLabel={t('match.send')}
      onSubmit={() => void send()}
      onClose={onClose}
      command={command}
      isComplete={draft.allowed}
      size="wide"
    >
      <Consent draft={draft} />
      <TextField label={t('match.text')} description={t('match.text_why')} value={text} onChange={setText} multiline maxLength={2000} />
      <section className={styles.teaser} aria-label={t('match.seen_as')}>
        <h3>{t('match.seen_as')}</h3>
        <TeaserView teaser={{ ...draft.teaser, text: text.trim() }} />
      </section>
      <Select
        label={t('match.answer_by')}
        value={hours}
        onChange={setHours}
        options={HOURS.map((one) => ({ id: String(one), label: t('match.within', { hours: one }) }))}
        isRequired
      />
      <p className={styles.quiet}>
        <Countdown until={answerBy} />
      </p>
      <Checkbox
        label={t('match.share_file')}
        description={t(mayShareFile ? 'match.share_file_why' : 'match.share_file_no', { org: draft.toName })}
        value={shareFile && mayShareFile}
        onChange={setShareFile}
        isDisabled={!mayShareFile}
      />
    </FormDialog>
  )
}

const Consent = ({ draft }: { readonly draft: ReferralDraft }) => {
  const t = useT()
  const format = useFormat()
  if (!draft.allowed)
    return (
      <Note kind="danger" title={t('match.no_consent')}>
        {t('match.no_consent_why')}
      </Note>
    )
  return (
    <p className={styles.consent}>
      <Icon name="check" size={16} />
      <span>
        {draft.consentTeaser === null
          ? t('match.consent')
          : t('match.consent_on', { on: format.day(draft.consentTeaser.on), how: t(`vocab.consent_how.${draft.consentTeaser.how}`) })}
      </span>
    </p>
  )
}
