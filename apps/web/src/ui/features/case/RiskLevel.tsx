import type { Step } from '@pergola/core/casework'
import { useT } from '../../i18n/index.ts'
import styles from './case.module.css'

/** The level in words. Very high is a danger, and red. */
export const RiskLevel = ({ level }: { readonly level: Step | null }) => {
  const t = useT()
  if (level === null) return <span className={styles.quiet}>{t('case.risk.none')}</span>
  return <span className={level === 'very_high' ? styles.red : undefined}>{t(`vocab.risk_level.${level}`)}</span>
}
