import { useState } from 'react'
import type { VouchAbout } from '@pergola/core/verification'
import type { OrgId } from '@pergola/protocol'
import type { VouchDraft } from '../../../contract.ts'
import { Checkbox, Countdown, FormDialog, Icon, Loading, Note, Select, TextField, useNow, useToast } from '../../components/index.ts'
import { useCommand, useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useOtherOrganisations } from '../case/queries.ts'
import { useSituation } from '../case/situation.ts'
import { AboutView } from './AboutView.tsx'
import styles from './verification.module.css'

const DAY_MS = 86_400_000
const DAYS = [3, 7, 14] as const

/** What goes out, exactly as they will see it, and whether it may. */
export const VouchDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const now = useNow()
  const { view } = useSituation()
  const others = useOtherOrganisations()
  const command = useCommand('askVouch')
  const [org, setOrg] = useState('')
  const [text, setText] = useState('')
  const [withName, setWithName] = useState(false)
  const [withCountry, setWithCountry] = useState(false)
  const [days, setDays] = useState('7')
  const asked = { space: view.file.space, org: org as OrgId, withName, withCountry }
  const draft = useSteadyQuery('draftVouch', { ...asked, text: '' })
  const answerBy = now + Number(days) * DAY_MS
  const send = async () => {
    if (!(await command.run({ ...asked, text: text.trim(), answerBy })).ok) return
    say(t('verification.vouch_sent', { org: others.find(({ id }) => id === org)?.label ?? '' }))
    onClose()
  }
  return (
    <FormDialog
      title={t('verification.vouch_ask')}
      submitLabel={t('verification.vouch_send')}
      onSubmit={() => void send()}
      onClose={onClose}
      command={command}
      isComplete={org !== '' && draft.value?.allowed === true && isSaid({ ...draft.value.about, text: text.trim() })}
      size="wide"
    >
      <Select
        label={t('verification.vouch_org')}
        value={org}
        onChange={setOrg}
        options={others}
        placeholder={t('case.choose')}
        isRequired
      />
      <TextField
        label={t('verification.vouch_text')}
        description={t('verification.vouch_text_why')}
        value={text}
        onChange={setText}
        multiline
        maxLength={2000}
      />
      <Checkbox
        label={t('verification.with_country')}
        description={t('verification.with_country_why')}
        value={withCountry}
        onChange={setWithCountry}
      />
      <Checkbox
        label={t('verification.with_name_do')}
        description={t('verification.with_name_why')}
        value={withName}
        onChange={setWithName}
      />
      <Select
        label={t('verification.answer_within')}
        value={days}
        onChange={setDays}
        options={DAYS.map((one) => ({ id: String(one), label: t('verification.days', { days: one }) }))}
        isRequired
      />
      <p className={styles.quiet}>
        <Countdown until={answerBy} />
      </p>
      {org === '' ? null : draft.value === null ? <Loading /> : <Draft draft={draft.value} text={text.trim()} withName={withName} />}
    </FormDialog>
  )
}

/** Something of the work must be said, or nobody can know it. */
const isSaid = ({ activities, rightsFields, text }: VouchAbout): boolean => activities.length > 0 || rightsFields.length > 0 || text !== ''

const Draft = ({ draft, text, withName }: { readonly draft: VouchDraft; readonly text: string; readonly withName: boolean }) => {
  const t = useT()
  const format = useFormat()
  const about = { ...draft.about, text }
  const noName = withName && about.name === ''
  return (
    <>
      <section className={styles.seen} aria-label={t('verification.seen_as', { org: draft.toName })}>
        <h3>{t('verification.seen_as', { org: draft.toName })}</h3>
        <AboutView about={about} />
      </section>
      {isSaid(about) ? null : <Note title={t('verification.say_something')}>{t('verification.say_something_do')}</Note>}
      {noName ? <Note title={t('verification.name_missing')}>{t('verification.name_missing_do')}</Note> : null}
      {draft.allowed ? (
        <p className={styles.finding}>
          <Icon name="check" size={16} />
          <span>{t(withName ? 'verification.consent_named' : 'verification.consent', { org: draft.toName })}</span>
        </p>
      ) : (
        <Note kind="danger" title={t('verification.no_consent')}>
          {t(withName ? 'verification.no_consent_named' : 'verification.no_consent_network', {
            who: format.list(draft.missing),
            org: draft.toName,
          })}
        </Note>
      )}
    </>
  )
}
