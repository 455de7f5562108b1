import type { ReactNode } from 'react'
import styles from './relay-chart.module.css'

/** One drawing per look, on an 8 × 8 tile, so that two organisations differ without colour too. No slanted lines: those mean "offered". */
const DRAWINGS: readonly ReactNode[] = [
  <circle key="dots" cx="4" cy="4" r="1.6" />,
  <path key="lines" d="M0 2h8M0 6h8" />,
  <path key="bars" d="M2 0v8M6 0v8" />,
  <path key="grid" d="M0 4h8M4 0v8" />,
  <path key="plus" d="M4 2v4M2 4h4" />,
  <path key="checks" className={styles.filled} d="M0 0h4v4H0zM4 4h4v4H4z" />,
  <path key="chevrons" d="M1 0l4 4-4 4" />,
  <circle key="rings" cx="4" cy="4" r="2.4" className={styles.hollow} />,
  <path key="waves" d="M0 5l2-2 4 4 2-2" />,
  <path key="bricks" d="M0 .5h8M0 4.5h8M2 .5v4M6 4.5v4" />,
  <path key="triangles" className={styles.filled} d="M4 1l3 5H1z" />,
  <path key="diamonds" className={styles.filled} d="M4 1l3 3-3 3-3-3z" />,
]

export const LOOKS = DRAWINGS.length

/** Class that gives `--look` its colour. */
export const lookClass = (look: number): string => styles[`look${look % LOOKS}`] ?? ''
export const patternId = (prefix: string, look: number): string => `${prefix}p${look % LOOKS}`
export const hatchId = (prefix: string, look: number): string => `${prefix}h${look % LOOKS}`

/** All fills of a chart, defined once and used by every row. */
export const Patterns = ({ prefix, looks }: { readonly prefix: string; readonly looks: readonly number[] }) => (
  <svg className={styles.definitions} width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      {[...new Set(looks.map((look) => look % LOOKS))].map((look) => (
        <g key={look}>
          <pattern id={patternId(prefix, look)} width="8" height="8" patternUnits="userSpaceOnUse" className={lookClass(look)}>
            <g className={styles.texture}>{DRAWINGS[look]}</g>
          </pattern>
          <pattern id={hatchId(prefix, look)} width="8" height="8" patternUnits="userSpaceOnUse" className={lookClass(look)}>
            <path className={styles.hatch} d="M-2 2l4-4M0 8l8-8M6 10l4-4" />
          </pattern>
        </g>
      ))}
    </defs>
  </svg>
)
