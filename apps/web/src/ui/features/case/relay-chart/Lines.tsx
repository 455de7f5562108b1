import { edge, type Scale, ticks } from './geometry.ts'
import styles from './relay-chart.module.css'

/** Behind everything: months and weeks, and one line for now through all needs. */
export const TimeLines = ({ scale, today }: { readonly scale: Scale; readonly today: number }) => {
  const now = edge(scale, today) + (scale.mirrored ? -1 : 1) * (scale.dayWidth / 2)
  return (
    <svg className={styles.lines} width={scale.width} aria-hidden="true" focusable="false">
      {ticks(scale).map((tick) => (
        <line key={`${tick.level}${tick.number}`} x1={tick.x} x2={tick.x} y1="0" y2="100%" className={styles[`line_${tick.level}`]} />
      ))}
      <line x1={now} x2={now} y1="0" y2="100%" className={styles.now} />
    </svg>
  )
}
