import type { Receipt } from '../../../contract.ts'
import { Empty, Icon, Name, Note, Section, Time } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { stillCounted } from './stillCounted.ts'
import styles from './consent.module.css'

/** What was taken back: who could read what from when until when, when they last did, and what they say became of it. */
export const Receipts = ({ receipts }: { readonly receipts: readonly Receipt[] }) => {
  const t = useT()
  return (
    <Section title={t('consent.receipts')}>
      <p className={styles.quiet}>{t('consent.receipts_lead')}</p>
      {receipts.length === 0 ? <Empty title={t('consent.receipts_empty')} text={t('consent.receipts_empty_why')} /> : null}
      <ul className={styles.receipts}>
        {receipts.map((receipt) => (
          <li key={receipt.space}>
            <h3>
              <Name text={receipt.otherName} />
            </h3>
            <p className={styles.quiet}>{t(receipt.ended.length > 0 ? 'consent.why.told' : `consent.why.${receipt.why}`)}</p>
            <PartsRead receipt={receipt} />
            <Confirmed receipt={receipt} />
            <Copies receipt={receipt} />
            <StillCounted org={receipt.toOrg} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Nobody but they can end their cover, and they do not see it any more. */
const StillCounted = ({ org }: { readonly org: Receipt['toOrg'] }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const { view, nameOf } = useSituation()
  const counted = stillCounted(
    view.chart,
    org,
    view.shares.map((one) => one.org),
  )
  if (counted.length === 0) return null
  return (
    <Note kind="danger" title={t('consent.still_counted')}>
      {t('consent.still_counted_why')}
      <ul>
        {counted.map(({ need, bar }) => (
          <li key={bar.id}>
            {t('consent.still_counted_line', {
              need: t('case.need_of', { need: vocab('support_type', need.kind), who: nameOf(need.person) }),
              to: format.day(bar.to),
            })}
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** `ours`: shown to those who had it, who know when they opened it. */
export const PartsRead = ({ receipt, ours = false }: { readonly receipt: Receipt; readonly ours?: boolean }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const seen = (at: number | undefined) =>
    at === undefined ? (
      t('consent.not_opened')
    ) : (
      <>
        {t('consent.last_opened')} <Time value={at} />
      </>
    )
  return (
    <ul className={styles.heldParts}>
      {receipt.parts.map(({ part, since }) => (
        <li key={part}>
          {vocab('share_part', part)}: <Time value={since} /> – <Time value={receipt.at} />
          {ours ? null : <span className={styles.quiet}> · {seen(receipt.seen[part])}</span>}
        </li>
      ))}
      {receipt.ended.map(({ scope, toName, on, refusal }, at) => (
        <li key={at}>
          {t(refusal === null ? 'consent.ended' : 'consent.refused', {
            scope: vocab('consent_scope', scope),
            to: toName || 'none',
            on: format.day(on),
          })}
        </li>
      ))}
    </ul>
  )
}

const Confirmed = ({ receipt }: { readonly receipt: Receipt }) => {
  const t = useT()
  const last = receipt.confirmed.at(-1)
  const isAll = last !== undefined && receipt.confirmed.length >= receipt.devices
  return (
    <p className={styles.answer}>
      <Icon name={isAll ? 'check' : 'pending'} size={16} />
      <span>
        {last === undefined ? (
          t('consent.devices_silent')
        ) : (
          <>
            {t('consent.devices', { count: receipt.confirmed.length, of: Math.max(receipt.devices, receipt.confirmed.length) })} ·{' '}
            <Time value={last.at} />
          </>
        )}
      </span>
    </p>
  )
}

const Copies = ({ receipt: { copies } }: { readonly receipt: Receipt }) => {
  const t = useT()
  const format = useFormat()
  if (copies === null)
    return (
      <p className={styles.answer}>
        <Icon name="pending" size={16} />
        <span>{t('consent.copies_silent')}</span>
      </p>
    )
  return (
    <p className={styles.answer}>
      <Icon name={copies.what === 'kept' ? 'warning' : 'check'} size={16} />
      <span>
        {t(`consent.copies.${copies.what}`)} · {format.day(copies.on)}
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
