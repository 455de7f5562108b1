import { useState } from 'react'
import type { SpaceId } from '@pergola/protocol'
import type { Receipt } from '../../../contract.ts'
import { Button, ErrorNote, Icon, Name, RadioGroup, Section, TextField, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { PartsRead } from './Receipts.tsx'
import styles from './consent.module.css'

const WHATS = ['none', 'destroyed', 'kept'] as const

/** What others took back, or tell that a person took back: and the question what became of paper and copies here. */
export const NoticesToUs = ({ caseSpace }: { readonly caseSpace: SpaceId }) => {
  const t = useT()
  const found = useQuery('noticesToUs', { caseSpace })
  const notices = found.value ?? []
  if (notices.length === 0) return <ErrorNote problem={found.problem} />
  return (
    <Section title={t('consent.notice.title')}>
      <ul className={styles.receipts}>
        {notices.map((notice) => (
          <li key={notice.space}>
            <p>{t(`consent.notice.why_${told(notice) ? 'told' : notice.why}`, { org: notice.otherName })}</p>
            <PartsRead receipt={notice} ours />
            <p className={styles.answer}>
              <Icon name={notice.confirmed.length >= Math.max(notice.devices, 1) ? 'check' : 'pending'} size={16} />
              <span>{t(devicesSaid(notice), { count: notice.confirmed.length, of: notice.devices })}</span>
            </p>
            {notice.copies === null ? <CopiesForm notice={notice} /> : <CopiesSaid copies={notice.copies} by={notice.copiesBy} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const told = ({ ended }: Receipt): boolean => ended.length > 0

const devicesSaid = (notice: Receipt) => {
  const { confirmed, devices } = notice
  if (!told(notice) && confirmed.length > 0 && confirmed.length < devices) return 'consent.devices'
  if (confirmed.length > 0) return told(notice) ? 'consent.notice.devices_ended' : 'consent.notice.devices'
  return told(notice) ? 'consent.notice.ended_soon' : 'consent.notice.devices_soon'
}

const CopiesSaid = ({ copies, by }: { readonly copies: NonNullable<Receipt['copies']>; readonly by: string }) => {
  const t = useT()
  const format = useFormat()
  return (
    <p className={styles.answer}>
      <Icon name="check" size={16} />
      <span>
        {t(`consent.copies.${copies.what}`)} · <Name text={by} /> · {format.day(copies.on)}
        {copies.text === '' ? null : (
          <>
            <br />
            <Name text={copies.text} />
          </>
        )}
      </span>
    </p>
  )
}

const CopiesForm = ({ notice }: { readonly notice: Receipt }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('confirmCopies')
  const [what, setWhat] = useState('')
  const [text, setText] = useState('')
  const chosen = WHATS.find((one) => one === what)
  const send = async () => {
    if (chosen === undefined) return
    const answer = await command.run({ notice: notice.space, what: chosen, text })
    if (answer.ok) say(t('consent.notice.sent', { org: notice.otherName }))
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <RadioGroup
        label={t('consent.notice.copies')}
        value={what}
        onChange={setWhat}
        options={WHATS.map((id) => ({ id, label: t(`consent.notice.what_${id}`) }))}
      />
      <TextField
        label={t(what === 'kept' ? 'consent.notice.text_kept' : 'consent.notice.text')}
        value={text}
        onChange={setText}
        maxLength={500}
        isRequired={what === 'kept'}
      />
      <ErrorNote problem={command.problem} />
      <div>
        <Button
          type="submit"
          kind="primary"
          isBusy={command.busy}
          isDisabled={chosen === undefined || (chosen === 'kept' && text.trim() === '')}
        >
          {t('consent.notice.confirm')}
        </Button>
      </div>
    </form>
  )
}
