import type { ReactNode } from 'react'
import type { SafetyTodayItem } from '../../../contract.ts'
import { Day, Time } from '../../components/index.ts'
import type { Format, Translate } from '../../i18n/index.ts'
import styles from './today.module.css'

/** Somebody was not heard from, or called; a packet that was opened to us; a plan to be looked at again. */
export const safetySaid = (
  item: SafetyTodayItem,
  t: Translate,
  format: Format,
): { readonly what: ReactNode; readonly when: ReactNode; readonly to: string } => {
  switch (item.kind) {
    case 'check_in':
      return {
        what: (
          <strong className={styles.red}>{t('today.check_in', { who: item.pseudonym, cause: item.cause, act: item.act ?? 'none' })}</strong>
        ),
        when: (
          <>
            <Time value={item.since} />
            {item.onIt.length === 0 ? null : ` · ${t('today.on_it', { who: format.list(item.onIt) })}`}
          </>
        ),
        to: `/cases/${item.caseSpace}/plan`,
      }
    case 'packet':
      return {
        what: <strong className={styles.red}>{t('today.packet', { org: item.from })}</strong>,
        when: null,
        to: `/emergency/${item.space}`,
      }
    case 'plan_review':
      return {
        what: t('today.plan_review', { who: item.pseudonym }),
        when: <Day value={item.on} />,
        to: `/cases/${item.caseSpace}/plan`,
      }
  }
}
