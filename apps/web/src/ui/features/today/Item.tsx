import type { ReactNode } from 'react'
import type { TodayItem } from '../../../contract.ts'
import { Countdown, Day, Link, Name, Time, Urgency } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './today.module.css'

interface Said {
  readonly what: ReactNode
  readonly when: ReactNode
  readonly to: string
  readonly action: string
}

/** One sentence, its clock, and the one next thing to do. */
export const Item = ({ item }: { readonly item: TodayItem }) => {
  const { what, when, to, action } = useSaid(item)
  return (
    <div className={styles.item}>
      <p className={styles.what}>{what}</p>
      <p className={styles.when}>{when}</p>
      <Link kind="quiet" to={to}>
        {action}
      </Link>
    </div>
  )
}

const useSaid = (item: TodayItem): Said => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const kind = (code: string): string => vocab('support_type', code)
  const action = t(`today.do.${item.kind}`)
  switch (item.kind) {
    case 'alert':
      return { what: <Name text={item.firstLine} />, when: <Time value={item.at} />, to: `/alerts/${item.id}`, action }
    case 'referral_in':
      return {
        what: (
          <>
            {t('today.referral_in', { org: item.from, kind: kind(item.needKind) })} <Urgency value={item.urgency} />
          </>
        ),
        when: <Countdown until={item.answerBy} />,
        to: `/referrals/${item.space}`,
        action,
      }
    case 'referral_overdue':
      return {
        what: t('today.referral_overdue', { org: item.to }),
        when: <Countdown until={item.answerBy} />,
        to: `/referrals/${item.space}`,
        action,
      }
    case 'referral_answered':
      return {
        what: t('today.referral_answered', { org: item.to, state: item.state }),
        when: <Time value={item.at} />,
        to: `/cases/${item.caseSpace}`,
        action,
      }
    case 'gap':
      return {
        what: t('today.gap', {
          who: item.pseudonym,
          kind: kind(item.needKind),
          from: format.day(item.from),
          days: item.days,
          open: item.inDays <= 0 ? 'yes' : 'no',
        }),
        when: (
          <span className={item.inDays <= 0 ? styles.red : undefined}>
            {t('today.gap_in', { days: item.inDays, open: item.inDays <= 0 ? 'yes' : 'no' })}
          </span>
        ),
        to: `/cases/${item.caseSpace}/match/${item.need}`,
        action,
      }
    case 'handover':
      return {
        what: t('today.handover', { who: item.pseudonym, org: item.other }),
        when: <Day value={item.on} />,
        to: `/cases/${item.caseSpace}`,
        action,
      }
    case 'admit':
      return { what: t('today.admit', { name: item.name, what: item.what }), when: null, to: '/network', action }
    case 'reviews':
      return {
        what: t('today.reviews', { entries: item.entries }),
        when: item.dueOn === null ? null : <Day value={item.dueOn} />,
        to: '/directory/reviews',
        action,
      }
    case 'gone':
      return {
        what: t('today.gone', { who: item.pseudonym, org: item.by }),
        when: <Time value={item.since} />,
        to: `/cases/${item.caseSpace}`,
        action,
      }
  }
}
