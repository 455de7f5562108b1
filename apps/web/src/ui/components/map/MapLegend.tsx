import { useFormat } from '../../i18n/index.ts'
import styles from './WorldMap.module.css'

export interface MapLegendProps {
  readonly legend: string
  /** Upper ends of the steps. */
  readonly steps: readonly number[]
  readonly missing?: string
}

/** What the shading stands for, in numbers. */
export const MapLegend = ({ legend, steps, missing }: MapLegendProps) => {
  const { number } = useFormat()
  const range = (at: number): string => {
    const from = at === 0 ? 1 : (steps[at - 1] ?? 0) + 1
    const to = steps[at] ?? from
    return from >= to ? number(to) : `${number(from)}–${number(to)}`
  }
  return (
    <figcaption className={styles.legend}>
      <span>{legend}</span>
      {steps.map((step, at) => (
        <span key={step} className={styles.key}>
          <span className={`${styles.swatch} ${styles[`step${at + 1}`]}`} aria-hidden="true" />
          <bdi>{range(at)}</bdi>
        </span>
      ))}
      {missing !== undefined && (
        <span className={styles.key}>
          <span className={`${styles.swatch} ${styles.hatched}`} aria-hidden="true" />
          {missing}
        </span>
      )}
    </figcaption>
  )
}
