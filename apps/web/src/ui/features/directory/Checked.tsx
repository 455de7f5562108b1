import type { Day } from '@pergola/core/casework'
import { Icon } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './directory.module.css'

/** When someone last looked; what is old says so. */
export const Checked = ({ on, stale }: { readonly on: Day | null; readonly stale: boolean }) => {
  const t = useT()
  const format = useFormat()
  return (
    <span className={styles.checked}>
      <span>{on === null ? t('directory.never_checked') : format.day(on, 'short')}</span>
      {stale ? (
        <span className={styles.stale}>
          <Icon name="pending" size={16} /> {t('directory.stale')}
        </span>
      ) : null}
    </span>
  )
}
