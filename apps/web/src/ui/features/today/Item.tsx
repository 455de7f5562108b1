import type { ReactNode } from 'react'
import type { TodayItem } from '../../../contract.ts'
import { Countdown, Day, Link, Name, Time } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { consentSaid } from './consentSaid.tsx'
import { referralSaid } from './referralSaid.tsx'
import { paperSaid } from './paperSaid.tsx'
import { relaySaid } from './relaySaid.tsx'
import { retentionSaid } from './retentionSaid.tsx'
import { safetySaid } from './safetySaid.tsx'
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
    case 'check_in':
    case 'packet':
    case 'plan_review':
      return { ...safetySaid(item, t, format), action }
    case 'alert':
      return { what: <Name text={item.firstLine} />, when: <Time value={item.at} />, to: `/alerts/${item.id}`, action }
    case 'referral_in':
    case 'referral_due':
    case 'feedback_due':
    case 'referral_feedback':
    case 'outside_opened':
    case 'referral_overdue':
    case 'referral_answered':
      return { ...referralSaid(item, t, kind), action }
    case 'decide':
      return {
        what: t('today.decide', { who: item.pseudonym, waits: item.waitsFor }),
        when: item.since === 0 ? null : <Time value={item.since} />,
        to: `/cases/${item.caseSpace}/verification`,
        action,
      }
    case 'vouch_in':
      return {
        what: t('today.vouch_in', { org: item.from }),
        when: <Countdown until={item.answerBy} />,
        to: `/vouch/${item.space}`,
        action,
      }
    case 'vouch_answered':
      return {
        what: t('today.vouch_answered', { who: item.pseudonym, org: item.org, answer: item.answer }),
        when: <Time value={item.at} />,
        to: `/cases/${item.caseSpace}/verification`,
        action,
      }
    case 'gap':
    case 'task':
    case 'mention':
    case 'handover':
    case 'cover_open':
    case 'cover_asked':
    case 'case_offered':
    case 'case_taken':
      return { ...relaySaid(item, t, format, kind), action }
    case 'paper':
      return { ...paperSaid(item, t, vocab), action }
    case 'admit':
      return { what: t('today.admit', { name: item.name, what: item.what }), when: null, to: '/network', action }
    case 'succession_call':
      return { what: t('today.succession_call', { org: item.whose, by: item.by }), when: <Time value={item.at} />, to: '/network', action }
    case 'reviews':
      return {
        what: t('today.reviews', { entries: item.entries }),
        when: item.dueOn === null ? null : <Day value={item.dueOn} />,
        to: '/directory/reviews',
        action,
      }
    case 'consent_lapsed':
    case 'notice_open':
    case 'notice_in':
      return { ...consentSaid(item, t), action }
    case 'retention_due':
    case 'retention_confirm':
    case 'hold_over':
    case 'farewell':
      return { ...retentionSaid(item, t), action }
    case 'gone':
      return {
        what: t('today.gone', { who: item.pseudonym, org: item.by }),
        when: <Time value={item.since} />,
        to: `/cases/${item.caseSpace}`,
        action,
      }
  }
}
