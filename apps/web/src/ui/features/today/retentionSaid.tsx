import type { ReactNode } from 'react'
import type { RetentionTodayItem } from '../../../contract.ts'
import { Day, Time } from '../../components/index.ts'
import type { Translate } from '../../i18n/index.ts'

/** What was kept long enough, what somebody proposed, and what others ended. */
export const retentionSaid = (
  item: RetentionTodayItem,
  t: Translate,
): { readonly what: string; readonly when: ReactNode; readonly to: string } => {
  switch (item.kind) {
    case 'retention_due':
      return { what: t('today.retention_due', { cases: item.cases }), when: <Day value={item.since} />, to: '/retention' }
    case 'retention_confirm':
      return { what: t('today.retention_confirm', { who: item.pseudonym, by: item.by }), when: <Time value={item.at} />, to: '/retention' }
    case 'hold_over':
      return { what: t('today.hold_over', { who: item.pseudonym }), when: <Day value={item.until} />, to: `/cases/${item.caseSpace}/tasks` }
    case 'farewell':
      return {
        what: t('today.farewell', { org: item.by, name: item.name, unsent: item.unsent }),
        when: <Time value={item.at} />,
        to: '/retention',
      }
  }
}
