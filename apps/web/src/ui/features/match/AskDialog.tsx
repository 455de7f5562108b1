import { useState } from 'react'
import { useLocation } from 'wouter'
import type { SpaceId } from '@pergola/protocol'
import type { Commands, DraftRow, ReferralDrafts } from '../../../contract.ts'
import { Checkbox, Countdown, FormDialog, Icon, Loading, Name, Note, Select, TextField, useNow, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { TeaserView } from '../referral/TeaserView.tsx'
import { InOrder, keyOf, type Order } from './InOrder.tsx'
import type { Chosen } from './MatchPage.tsx'
import styles from './match.module.css'

interface AskProps {
  readonly space: SpaceId
  readonly need: string
  readonly to: readonly Chosen[]
  readonly onClose: (sent: boolean) => void
}

const HOUR = 3_600_000
const HOURS = [6, 24, 48, 72, 168, 336] as const

/** What goes out, exactly as each of them will see it, by when each should answer, and what consent says about it. */
export const AskDialog = ({ space, need, to, onClose }: AskProps) => {
  const t = useT()
  const drafts = useQuery('draftReferrals', { space, need, to })
  if (drafts.value === null)
    return (
      <FormDialog
        title={t('match.draft')}
        submitLabel={t('match.send', { count: to.length })}
        onSubmit={() => undefined}
        onClose={() => onClose(false)}
        command={{ busy: drafts.state === 'loading', problem: drafts.problem }}
        isComplete={false}
      >
        {drafts.state === 'loading' ? <Loading /> : null}
      </FormDialog>
    )
  return <AskForm drafts={drafts.value} space={space} need={need} onClose={onClose} />
}

/** By when and with what each is asked. */
interface Terms {
  readonly hours: string
  readonly shareFile: boolean
}

const hoursFor = ({ answerBy }: DraftRow, now: number): string =>
  String(HOURS.find((one) => one >= Math.max(1, Math.round((answerBy - now) / HOUR)) - 1) ?? 336)

type Failed = Commands['sendReferrals']['value']['failed']

const AskForm = ({ drafts, space, need, onClose }: Omit<AskProps, 'to'> & { readonly drafts: ReferralDrafts }) => {
  const t = useT()
  const say = useToast()
  const now = useNow()
  const [, go] = useLocation()
  const together = useCommand('sendReferrals')
  const inOrder = useCommand('sendInOrder')
  const [text, setText] = useState(drafts.teaser.text)
  const [terms, setTerms] = useState<ReadonlyMap<string, Terms>>(new Map())
  const [failed, setFailed] = useState<Failed | null>(null)
  const [order, setOrder] = useState<Order>({ oneByOne: false, afterNo: true, keys: drafts.rows.map(keyOf) })
  const termsOf = (row: DraftRow): Terms => terms.get(keyOf(row)) ?? { hours: hoursFor(row, now), shareFile: row.consentFile !== null }
  const open = drafts.rows
    .filter(({ notNow }) => notNow === null)
    .toSorted((a, b) => order.keys.indexOf(keyOf(a)) - order.keys.indexOf(keyOf(b)))
  const oneByOne = order.oneByOne && open.length > 1
  const finish = (count: number) => {
    say(t('match.sent', { count }))
    onClose(true)
    go(`/cases/${space}`)
  }
  const sendInOrder = async () => {
    const to = open.map((row) => {
      const { hours, shareFile } = termsOf(row)
      return { org: row.org, service: row.service, hours: Number(hours), shareFileOnTakeUp: shareFile && row.consentFile !== null }
    })
    const answer = await inOrder.run({ space, needs: [need], text: text.trim(), afterNo: order.afterNo, to })
    if (answer.ok) finish(1)
  }
  const sendTogether = async () => {
    const to = open.map((row) => {
      const { hours, shareFile } = termsOf(row)
      return {
        org: row.org,
        service: row.service,
        answerBy: now + Number(hours) * HOUR,
        shareFileOnTakeUp: shareFile && row.consentFile !== null,
      }
    })
    const answer = await together.run({ space, needs: [need], text: text.trim(), to })
    if (!answer.ok) return
    if (answer.value.failed.length === 0) return finish(answer.value.sent.length)
    if (answer.value.sent.length > 0) say(t('match.sent', { count: answer.value.sent.length }))
    setFailed(answer.value.failed)
  }
  const [first] = drafts.rows
  return (
    <FormDialog
      title={
        drafts.rows.length === 1 && first !== undefined
          ? t('match.draft_to', { org: first.toName })
          : t('match.draft_all', { count: drafts.rows.length })
      }
      submitLabel={oneByOne ? t('match.send_first') : t('match.send', { count: open.length })}
      onSubmit={() => void (oneByOne ? sendInOrder() : sendTogether())}
      onClose={() => onClose(failed !== null)}
      command={oneByOne ? inOrder : together}
      isComplete={open.length > 0 && failed === null}
      size="wide"
    >
      {failed === null ? null : <NotSent failed={failed} rows={drafts.rows} />}
      <TextField label={t('match.text')} description={t('match.text_why')} value={text} onChange={setText} multiline maxLength={2000} />
      <section className={styles.teaser} aria-label={t('match.seen_as')}>
        <h3>{t('match.seen_as')}</h3>
        <TeaserView teaser={{ ...drafts.teaser, text: text.trim() }} />
      </section>
      {open.length < 2 ? null : <InOrder rows={open} order={order} onChange={setOrder} />}
      {drafts.rows.map((row) => (
        <Addressee
          key={keyOf(row)}
          row={row}
          terms={termsOf(row)}
          until={now + Number(termsOf(row).hours) * HOUR}
          onChange={(next) => setTerms((all) => new Map(all).set(keyOf(row), next))}
        />
      ))}
    </FormDialog>
  )
}

const NotSent = ({ failed, rows }: { readonly failed: Failed; readonly rows: readonly DraftRow[] }) => {
  const t = useT()
  return (
    <Note kind="danger" title={t('match.not_sent', { count: failed.length })}>
      <ul>
        {failed.map((one) => (
          <li key={keyOf(one)}>
            <Name text={rows.find((row) => keyOf(row) === keyOf(one))?.toName ?? ''} />:{' '}
            {t(`problem.${one.problem.type}.what`, one.problem.args)} {t(`problem.${one.problem.type}.do`, one.problem.args)}
          </li>
        ))}
      </ul>
    </Note>
  )
}

interface AddresseeProps {
  readonly row: DraftRow
  readonly terms: Terms
  readonly until: number
  readonly onChange: (terms: Terms) => void
}

const Addressee = ({ row, terms, until, onChange }: AddresseeProps) => {
  const t = useT()
  const format = useFormat()
  const mayShare = row.consentFile !== null
  return (
    <section className={styles.addressee} aria-label={row.toName}>
      <h3>
        <Name text={row.toName} />
      </h3>
      {row.serviceName === '' ? null : (
        <p className={styles.quiet}>
          <Name text={row.serviceName} />
        </p>
      )}
      {row.notNow === null ? (
        <>
          <ConsentLine row={row} />
          <Select
            label={t('match.answer_by')}
            value={terms.hours}
            onChange={(hours) => onChange({ ...terms, hours })}
            options={HOURS.map((one) => ({ id: String(one), label: t('match.within', { hours: one }) }))}
            isRequired
          />
          <p className={styles.quiet}>
            <Countdown until={until} />
          </p>
          <Checkbox
            label={t('match.share_file')}
            description={t(mayShare ? 'match.share_file_why' : 'match.share_file_no', { org: row.toName })}
            value={terms.shareFile && mayShare}
            onChange={(shareFile) => onChange({ ...terms, shareFile })}
            isDisabled={!mayShare}
          />
        </>
      ) : (
        <Note kind={row.notNow === 'no_consent' ? 'danger' : 'plain'} title={t(`match.not_now.${row.notNow}`)}>
          {t(`match.not_now_do.${row.notNow}`, { who: format.list(row.missing) })}
        </Note>
      )}
    </section>
  )
}

const ConsentLine = ({ row: { consentTeaser } }: { readonly row: DraftRow }) => {
  const t = useT()
  const format = useFormat()
  return (
    <p className={styles.consent}>
      <Icon name="check" size={16} />
      <span>
        {consentTeaser === null
          ? t('match.consent')
          : t('match.consent_on', { on: format.day(consentTeaser.on), how: t(`vocab.consent_how.${consentTeaser.how}`) })}
      </span>
    </p>
  )
}
