import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { centreOf, boxOf, nextIn, stepFor, stepsUpTo, viewOf, type Direction, type Outlines } from './geometry.ts'
import drawn from './outlines.json'
import { MapLegend } from './MapLegend.tsx'
import styles from './WorldMap.module.css'

/** Natural Earth, drawn by `scripts/outlines.ts`. */
const outlines = drawn as unknown as Outlines

/** In units of the whole map: a number stands on a country at least so wide on the screen. */
const ROOM_FOR_NUMBER = 26
const LETTER = 11

export interface WorldMapProps {
  readonly label: string
  /** Country code to how many; a country without one can only be looked at. */
  readonly values: ReadonlyMap<string, number>
  /** Countries that are hatched: nobody is there. */
  readonly missing?: ReadonlySet<string>
  /** Countries to show; none: the world. */
  readonly focus?: readonly string[]
  readonly selected: string | null
  readonly onSelect: (country: string) => void
  /** What a country says of itself, to the pointer and to a screen reader. */
  readonly sentence: (country: string, value: number) => string
  readonly legend: string
  /** `gap`: in red, where the number is of what is missing. */
  readonly tone?: 'plain' | 'gap'
  readonly missingLegend?: string
}

const isArrow = (key: string): key is Direction => key.startsWith('Arrow')

/** The world in outlines, shaded by a number. One stop for the Tab key; arrows go on from country to country, Enter chooses. */
export const WorldMap = (props: WorldMapProps) => {
  const { label, values, missing, focus, selected, onSelect, sentence, legend, missingLegend, tone = 'plain' } = props
  const hatch = useId()
  const svg = useRef<SVGSVGElement>(null)
  const [left, top, right, bottom] = useMemo(() => viewOf(outlines, focus ?? []), [focus])
  const scale = (right - left) / outlines.width
  const steps = useMemo(() => stepsUpTo(Math.max(0, ...values.values())), [values])
  const live = useMemo(() => liveCodes(values, missing), [values, missing])
  const [at, setAt] = useState<string | null>(null)
  const stop = at !== null && live.includes(at) ? at : selected !== null && live.includes(selected) ? selected : (live[0] ?? null)

  const go = (event: KeyboardEvent, code: string) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onSelect(code)
    }
    if (!isArrow(event.key)) return
    event.preventDefault()
    const next = nextIn(outlines, code, event.key, live)
    if (next === null) return
    setAt(next)
    svg.current?.querySelector<SVGElement>(`[data-country="${next}"]`)?.focus()
  }

  const manner = (code: string) => {
    const value = values.get(code) ?? 0
    const isMissing = missing?.has(code) ?? false
    const look = `${styles.country} ${styles[`step${stepFor(steps, value)}`]} ${selected === code ? styles.selected : ''}`
    if (value === 0 && !isMissing) return { className: look }
    return {
      className: `${look} ${styles.live}`,
      ...(isMissing && { fill: `url(#${hatch})` }),
      'data-country': code,
      role: 'button',
      'aria-label': sentence(code, value),
      'aria-pressed': selected === code,
      tabIndex: code === stop ? 0 : -1,
      onClick: () => onSelect(code),
      onFocus: () => setAt(code),
      onKeyDown: (event: KeyboardEvent) => go(event, code),
    }
  }

  return (
    <figure className={`${styles.figure} ${styles[tone]}`}>
      <svg ref={svg} className={styles.map} viewBox={`${left} ${top} ${right - left} ${bottom - top}`} role="group" aria-label={label}>
        <Hatch id={hatch} scale={scale} />
        {Object.entries(outlines.shapes).map(([code, path]) => (
          <path key={code} d={path} {...manner(code)}>
            <Title code={code} values={values} missing={missing} sentence={sentence} />
          </path>
        ))}
        {Object.entries(outlines.dots).map(([code, [x, y]]) =>
          live.includes(code) ? (
            <circle key={code} cx={x} cy={y} r={4 * Math.sqrt(scale)} {...manner(code)}>
              <Title code={code} values={values} missing={missing} sentence={sentence} />
            </circle>
          ) : null,
        )}
        <Numbers values={values} scale={scale} />
      </svg>
      <MapLegend legend={legend} steps={steps} {...(missingLegend !== undefined && missing?.size ? { missing: missingLegend } : {})} />
    </figure>
  )
}

/** Those that can be chosen, from west to east. */
const liveCodes = (values: ReadonlyMap<string, number>, missing: ReadonlySet<string> | undefined): readonly string[] =>
  [...new Set([...[...values].filter(([, value]) => value > 0).map(([code]) => code), ...(missing ?? [])])]
    .filter((code) => boxOf(outlines, code) !== null)
    .sort((a, b) => (centreOf(outlines, a)?.[0] ?? 0) - (centreOf(outlines, b)?.[0] ?? 0))

const Hatch = ({ id, scale }: { readonly id: string; readonly scale: number }) => (
  <defs>
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform={`scale(${scale}) rotate(45)`}>
      <rect className={styles.hatchGround} width={5} height={5} />
      <rect className={styles.hatchLine} width={2} height={5} />
    </pattern>
  </defs>
)

interface TitleProps extends Pick<WorldMapProps, 'values' | 'sentence'> {
  readonly code: string
  readonly missing: ReadonlySet<string> | undefined
}

const Title = ({ code, values, missing, sentence }: TitleProps) => {
  const value = values.get(code) ?? 0
  return value > 0 || missing?.has(code) ? <title>{sentence(code, value)}</title> : null
}

/** The number itself where there is room, so that shading never stands alone. */
const Numbers = ({ values, scale }: { readonly values: ReadonlyMap<string, number>; readonly scale: number }) => (
  <g aria-hidden="true">
    {[...values].map(([code, value]) => {
      const box = outlines.boxes[code]
      if (value === 0 || box === undefined || (box[2] - box[0]) / scale < ROOM_FOR_NUMBER) return null
      const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
      return (
        <text key={code} className={styles.number} x={x} y={y} fontSize={LETTER * scale} strokeWidth={3 * scale}>
          {value}
        </text>
      )
    })}
  </g>
)
