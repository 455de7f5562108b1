import type { ReactNode } from 'react'
import type { TodayItem } from '../../../contract.ts'
import { Countdown, Day, Time, Urgency, useNow } from '../../components/index.ts'
import { useT, type Translate } from '../../i18n/index.ts'
import styles from './today.module.css'

type AboutRequests = Extract<
  TodayItem,
  {
    kind:
      | 'referral_in'
      | 'referral_due'
      | 'feedback_due'
      | 'referral_feedback'
      | 'outside_opened'
      | 'referral_overdue'
      | 'referral_answered'
  }
>

/** What requests ask for: an answer, a reminder, another one to ask, and what others said. `kind`: a need in words. */
export const referralSaid = (
  item: AboutRequests,
  t: Translate,
  kind: (code: string) => string,
): { readonly what: ReactNode; readonly when: ReactNode; readonly to: string } => {
  switch (item.kind) {
    case 'referral_in':
      return {
        what: (
          <>
            {t('today.referral_in', { org: item.from, kind: kind(item.needKind) })} <Urgency value={item.urgency} />
          </>
        ),
        when: (
          <>
            {item.soon ? <RunsOut until={item.answerBy} /> : null}
            <Countdown until={item.answerBy} />
          </>
        ),
        to: `/referrals/${item.space}`,
      }
    case 'referral_due':
      return {
        what: t('today.referral_due', { org: item.to, name: item.next, next: item.next === '' ? 'none' : 'some' }),
        when: <Countdown until={item.answerBy} />,
        to: `/referrals/${item.space}`,
      }
    case 'feedback_due':
      return {
        what: t('today.feedback_due', { who: item.pseudonym, org: item.from }),
        when: <Day value={item.since} />,
        to: `/referrals/${item.space}`,
      }
    case 'referral_feedback':
      return {
        what: t('today.referral_feedback', { org: item.to, helped: item.helped }),
        when: <Time value={item.at} />,
        to: `/referrals/${item.space}`,
      }
    case 'outside_opened':
      return {
        what: t('today.outside_opened', { who: item.pseudonym, org: item.recipient }),
        when: <Time value={item.at} />,
        to: `/cases/${item.caseSpace}`,
      }
    case 'referral_overdue':
      return {
        what: t('today.referral_overdue', { org: item.to }),
        when: <Countdown until={item.answerBy} />,
        to: `/referrals/${item.space}`,
      }
    case 'referral_answered':
      return {
        what: t('today.referral_answered', { org: item.to, state: item.state }),
        when: <Time value={item.at} />,
        to: item.state === 'forwarded' ? `/referrals/${item.space}` : `/cases/${item.caseSpace}`,
      }
  }
}

/** Not said of a clock that has run out: that one says so itself. */
const RunsOut = ({ until }: { readonly until: number }) => {
  const t = useT()
  return until < useNow() ? null : <strong className={styles.red}>{t('today.soon')} </strong>
}
