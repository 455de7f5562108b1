import type { CallRow } from '../../../contract.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import lists from '../directory/lists.module.css'
import styles from './calls.module.css'

/** Until when, and how long that is from now. The last seven days are marked in words. */
export const Deadline = ({ row }: { readonly row: CallRow }) => {
  const t = useT()
  const format = useFormat()
  const { closesOn, opensOn } = row.call
  if (row.state === 'coming')
    return <span className={lists.quiet}>{t('calls.opens', { day: opensOn === null ? '' : format.day(opensOn) })}</span>
  if (closesOn === null || row.daysLeft === null) return <span className={lists.quiet}>{t('calls.no_end')}</span>
  if (row.state === 'over') return <span className={lists.quiet}>{t('calls.over', { day: format.day(closesOn) })}</span>
  return (
    <span className={row.daysLeft <= 7 ? styles.soon : lists.quiet}>
      {t('calls.until', { day: format.day(closesOn), days: row.daysLeft })}
    </span>
  )
}
