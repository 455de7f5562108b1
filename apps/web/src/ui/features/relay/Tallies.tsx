import { useFormat, useT } from '../../i18n/index.ts'
import { Name } from '../../components/index.ts'
import styles from './relay.module.css'

export interface TallyRow {
  readonly key: string
  readonly label: string
  readonly gapDays: number
  readonly neededDays: number
}

/** Small bars on one scale: covered in ink, open in red, and the same in words. */
export const Tallies = ({ rows }: { readonly rows: readonly TallyRow[] }) => {
  const t = useT()
  const format = useFormat()
  const most = Math.max(1, ...rows.map((row) => row.neededDays))
  if (rows.length === 0) return <p className={styles.quiet}>{t('relay.nothing')}</p>
  return (
    <ul className={styles.bars}>
      {rows.map((row) => {
        const covered = row.neededDays - row.gapDays
        return (
          <li key={row.key}>
            <span className={styles.barWords}>
              <Name text={row.label} />
              <span className={row.gapDays > 0 ? styles.red : styles.quiet}>
                {row.gapDays > 0
                  ? t('relay.gap_of', { gap: format.number(row.gapDays), of: format.number(row.neededDays) })
                  : t('case.chart.days', { days: covered })}
              </span>
            </span>
            <svg className={styles.bar} viewBox={`0 0 ${most} 6`} preserveAspectRatio="none" aria-hidden="true">
              <rect width={most} height={6} className={styles.ground} />
              <rect width={covered} height={6} className={styles.held} />
              <rect x={covered} width={row.gapDays} height={6} className={styles.gap} />
            </svg>
          </li>
        )
      })}
    </ul>
  )
}
