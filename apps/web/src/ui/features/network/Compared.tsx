import type { RosterRow } from '../../../contract.ts'
import { Icon } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './Network.module.css'

/** Whether somebody compared the safety words, and who. */
export const Compared = ({ row, isBrief = false }: { readonly row: RosterRow; readonly isBrief?: boolean }) => {
  const t = useT()
  const format = useFormat()
  if (row.own) return <span className={styles.soft}>{t('network.compared.own')}</span>
  if (row.verified === null) return <span>{t('network.compared.not')}</span>
  const when = format.day(new Date(row.verified.at).toISOString().slice(0, 10), 'short')
  return (
    <span className={styles.checked}>
      <Icon name="shield" size={16} />
      {isBrief ? t('network.compared.brief', { when }) : t('network.compared', { by: row.verified.by, when })}
    </span>
  )
}
