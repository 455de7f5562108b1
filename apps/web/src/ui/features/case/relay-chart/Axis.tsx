import { useMemo } from 'react'
import { useSpeech, useT } from '../../../i18n/index.ts'
import { dayOf } from './days.ts'
import { edge, type Scale, textWidth, type Tick, ticks, wordingThatFits } from './geometry.ts'
import styles from './relay-chart.module.css'

export const AXIS = 44
const DAY_MS = 86_400_000

/** Months are the Gregorian ones, because the lines stand where those begin. */
const useMonthNames = (): ((number: number) => readonly string[]) => {
  const { language } = useSpeech()
  return useMemo(() => {
    const locale = `${language}-u-ca-gregory-nu-latn`
    const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
    const forms = [make({ month: 'long', year: 'numeric' }), make({ month: 'long' }), make({ month: 'short' }), make({ month: 'narrow' })]
    return (number) => forms.map((form) => form.format(number * DAY_MS))
  }, [language])
}

/** Months above, weeks or days below, and the word for now. Hidden from screen readers: every mark says its own dates. */
export const Axis = ({ scale, today }: { readonly scale: Scale; readonly today: number }) => {
  const t = useT()
  const monthNames = useMonthNames()
  const word = t('case.chart.today')
  const half = textWidth(word) / 2 + 7
  const centre = Math.min(Math.max(edge(scale, today) + (scale.mirrored ? -1 : 1) * (scale.dayWidth / 2), half), scale.width - half)
  const inset = scale.mirrored ? -5 : 5
  const hidden = (tick: Tick) => tick.level !== 'month' && Math.abs(tick.x + inset * 2 - centre) < half + 8
  const label = (tick: Tick) =>
    tick.level === 'month'
      ? wordingThatFits(tick.room - 8, monthNames(tick.number))
      : wordingThatFits(tick.room, [String(Number(dayOf(tick.number).slice(8)))])
  return (
    <svg className={styles.axis} width={scale.width} height={AXIS} aria-hidden="true" focusable="false">
      {ticks(scale).map((tick) => (
        <g key={`${tick.level}${tick.number}`}>
          <path
            d={tick.level === 'month' ? `M${tick.x} 4V${AXIS}` : `M${tick.x} ${AXIS - 6}V${AXIS}`}
            className={styles[`line_${tick.level}`]}
          />
          <text
            className={tick.level === 'month' ? styles.monthName : styles.dayName}
            x={tick.x + inset}
            y={tick.level === 'month' ? 17 : AXIS - 9}
          >
            {hidden(tick) ? '' : label(tick)}
          </text>
        </g>
      ))}
      <rect x={centre - half} y={AXIS - 21} width={half * 2} height={18} rx={9} className={styles.todayPill} />
      <text x={centre} y={AXIS - 8} className={styles.todayWord}>
        {word}
      </text>
    </svg>
  )
}
