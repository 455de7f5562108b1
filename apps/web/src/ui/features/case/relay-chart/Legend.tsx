import type { ReactNode } from 'react'
import type { OrgLabel } from '@pergola/client/contract'
import { Name } from '../../../components/Name.tsx'
import { useT } from '../../../i18n/index.ts'
import { hatchId, lookClass, patternId } from './Patterns.tsx'
import styles from './relay-chart.module.css'

const SWATCH = { x: 0.5, y: 0.5, width: 23, height: 13, rx: 2 }

/** The organisations that hold a part, then how to read a bar. */
export const Legend = ({ organisations, prefix }: { readonly organisations: readonly OrgLabel[]; readonly prefix: string }) => {
  const look = organisations[0]?.look ?? 0
  return (
    <div className={styles.legend}>
      <ul>
        {organisations.map((one) => (
          <li key={one.org}>
            <svg width="24" height="14" className={lookClass(one.look)} aria-hidden="true">
              <rect {...SWATCH} className={styles.solid} />
              <rect {...SWATCH} fill={`url(#${patternId(prefix, one.look)})`} />
              <rect {...SWATCH} className={styles.outline} />
            </svg>
            <Name text={one.name} />
          </li>
        ))}
      </ul>
      <ul className={styles.how}>
        <Sign name="confirmed" look={look}>
          <rect {...SWATCH} className={styles.solid} />
          <rect {...SWATCH} className={styles.outline} />
        </Sign>
        <Sign name="offered" look={look}>
          <rect {...SWATCH} className={styles.offered} />
          <rect {...SWATCH} fill={`url(#${hatchId(prefix, look)})`} />
          <rect {...SWATCH} className={`${styles.outline} ${styles.dashed}`} />
        </Sign>
        <Sign name="stop_gap" look={look}>
          <rect {...SWATCH} className={styles.stopGap} />
          <rect {...SWATCH} className={styles.outline} />
        </Sign>
        <Sign name="nobody" look={look}>
          <rect {...SWATCH} height={9} className={styles.gap} />
          <rect x={0} y={10} width={24} height={4} className={styles.gapTrack} />
        </Sign>
        <Sign name="handover_agreed" look={look}>
          <circle cx={12} cy={7} r={6} className={styles.linkAgreed} />
          <path d="M9 7.2l2.2 2.2 3.8-4.2" className={styles.tick} />
        </Sign>
        <Sign name="handover_open" look={look}>
          <circle cx={12} cy={7} r={5.5} className={styles.linkOpen} />
        </Sign>
      </ul>
    </div>
  )
}

const Sign = ({ name, look, children }: { readonly name: string; readonly look: number; readonly children: ReactNode }) => {
  const t = useT()
  return (
    <li>
      <svg width="24" height="14" className={lookClass(look)} aria-hidden="true">
        {children}
      </svg>
      {t(`case.chart.legend_${name}`)}
    </li>
  )
}
