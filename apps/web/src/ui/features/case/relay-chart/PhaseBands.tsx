import type { RelayChart } from '@pergola/client/contract'
import { useFormat, useT } from '../../../i18n/index.ts'
import { dayNumber } from './days.ts'
import { type Scale, span, wordingThatFits } from './geometry.ts'
import styles from './relay-chart.module.css'

const HEIGHT = 26

/** The long way of the defender above the needs: in the country, in exile, on the way back. */
export const PhaseBands = ({ phases, scale }: { readonly phases: RelayChart['phases']; readonly scale: Scale }) => {
  const t = useT()
  const format = useFormat()
  if (phases.length === 0) return null
  return (
    <div className={styles.line}>
      <div className={styles.label}>
        <span className={styles.kind}>{t('case.chart.phases')}</span>
      </div>
      <svg className={styles.row} width={scale.width} height={HEIGHT} role="list" aria-label={t('case.chart.phases')} focusable="false">
        {phases.map((phase) => {
          const from = Math.max(dayNumber(phase.from), scale.first)
          const to = phase.to === null ? scale.last : Math.min(dayNumber(phase.to), scale.last)
          if (from > to) return null
          const { x, width } = span(scale, from, to)
          const kind = t(`vocab.phase.${phase.kind}`)
          const place = phase.place === '' ? '' : format.place(phase.place)
          return (
            <g
              key={phase.id}
              role="listitem"
              aria-label={t('case.chart.phase', { kind, place, where: place === '' ? 'no' : 'yes', from: format.day(phase.from) })}
            >
              <rect x={x + 1} y={3} width={Math.max(width - 2, 1)} height={HEIGHT - 6} rx={3} className={styles[`phase_${phase.kind}`]} />
              <text x={x + width / 2} y={HEIGHT / 2 + 4} className={styles.phaseName} aria-hidden="true">
                {wordingThatFits(width - 10, [place === '' ? kind : `${kind} · ${place}`, kind])}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
