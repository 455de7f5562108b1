import type { RelayChart } from '@pergola/client/contract'
import { useFormat, useT } from '../../../i18n/index.ts'
import type { Zoom } from './geometry.ts'
import styles from './relay-chart.module.css'

const ZOOMS: readonly Zoom[] = ['week', 'month', 'quarter', 'all']

export interface ChartHeadProps {
  readonly chart: RelayChart
  readonly zoom: Zoom
  readonly onZoom: (zoom: Zoom) => void
  readonly asTable: boolean
  readonly onTable: (asTable: boolean) => void
}

/** The one number, and how to look. */
export const ChartHead = ({ chart, zoom, onZoom, asTable, onTable }: ChartHeadProps) => {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.head}>
      <p className={styles.sum}>
        <strong>{t('case.chart.share', { share: format.percent(chart.coveredShare) })}</strong>
        {chart.gapDays > 0 ? (
          <span className={styles.open}>{t('case.chart.nobody_days', { days: chart.gapDays })}</span>
        ) : (
          <span className={styles.covered}>{t('case.chart.all_covered')}</span>
        )}
      </p>
      <div className={styles.switches}>
        {asTable ? null : (
          <div role="group" aria-label={t('case.chart.zoom')} className={styles.zoom}>
            {ZOOMS.map((one) => (
              <button key={one} type="button" aria-pressed={zoom === one} onClick={() => onZoom(one)}>
                {t(`case.chart.zoom_${one}`)}
              </button>
            ))}
          </div>
        )}
        <div className={styles.zoom}>
          <button type="button" aria-pressed={asTable} onClick={() => onTable(!asTable)}>
            {t('case.chart.as_table')}
          </button>
        </div>
      </div>
    </div>
  )
}
