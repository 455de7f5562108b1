import type { ReactNode } from 'react'
import type { ConsentTodayItem } from '../../../contract.ts'
import { Day, Time } from '../../components/index.ts'
import type { Translate } from '../../i18n/index.ts'

/** What consent asks for: to look at something shared without it, or to ask, or say, what became of what was taken back. */
export const consentSaid = (
  item: ConsentTodayItem,
  t: Translate,
): { readonly what: string; readonly when: ReactNode; readonly to: string } => {
  switch (item.kind) {
    case 'consent_lapsed':
      return {
        what: t('today.consent_lapsed', { who: item.pseudonym, org: item.to, what: item.what }),
        when: <Day value={item.on} />,
        to:
          item.what === 'request'
            ? `/referrals/${item.referral}`
            : `/cases/${item.caseSpace}/${item.what === 'share' ? 'sharing' : 'consent'}`,
      }
    case 'notice_open':
      return {
        what: t('today.notice_open', { who: item.pseudonym, org: item.to, missing: item.missing, about: item.about }),
        when: <Time value={item.since} />,
        to: `/cases/${item.caseSpace}/sharing`,
      }
    case 'notice_in':
      return {
        what: t('today.notice_in', { who: item.pseudonym, org: item.by, about: item.about }),
        when: <Time value={item.since} />,
        to: item.about === 'consent' ? `/cases/${item.caseSpace}/sharing` : `/cases/${item.caseSpace}`,
      }
  }
}
