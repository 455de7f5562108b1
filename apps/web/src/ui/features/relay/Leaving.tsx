import type { RelayOverview } from '../../../contract.ts'
import { Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { Breaks } from './Breaks.tsx'
import styles from './relay.module.css'

/** What opens if one organisation can no longer do what it promised. */
export const Leaving = ({
  leaving,
  horizonDays,
}: {
  readonly leaving: NonNullable<RelayOverview['leaving']>
  readonly horizonDays: number
}) => {
  const t = useT()
  const { name, cases, needs, days, opens } = leaving
  return (
    <Section title={t('relay.leaving.title', { org: name })}>
      {days === 0 ? null : (
        <p role="status">
          <strong className={styles.red}>{t('relay.leaving.sum', { days, needs, cases, horizon: horizonDays })}</strong>
        </p>
      )}
      <Breaks breaks={opens} none={t('relay.leaving.none', { org: name, days: horizonDays })} />
    </Section>
  )
}
