import type { ReactNode } from 'react'
import type { RetentionTodayItem } from '../../../contract.ts'
import { Day, Time } from '../../components/index.ts'
import type { Translate } from '../../i18n/index.ts'

type Of<K extends RetentionTodayItem['kind']> = Extract<RetentionTodayItem, { kind: K }>

const dueSaid = ({ cases, alerts }: Of<'retention_due'>, t: Translate): string =>
  [cases === 0 ? '' : t('today.retention_due', { cases }), alerts === 0 ? '' : t('today.retention_due_alerts', { alerts })].join(' ').trim()

const confirmSaid = ({ pseudonym, alerts, by }: Of<'retention_confirm'>, t: Translate): string =>
  alerts === 0 ? t('today.retention_confirm', { who: pseudonym, by }) : t('today.retention_confirm_alerts', { alerts, by })

/** What was kept long enough, what somebody proposed, and what others ended. */
export const retentionSaid = (
  item: RetentionTodayItem,
  t: Translate,
): { readonly what: string; readonly when: ReactNode; readonly to: string } => {
  switch (item.kind) {
    case 'retention_due':
      return { what: dueSaid(item, t), when: <Day value={item.since} />, to: '/retention' }
    case 'retention_confirm':
      return { what: confirmSaid(item, t), when: <Time value={item.at} />, to: '/retention' }
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
