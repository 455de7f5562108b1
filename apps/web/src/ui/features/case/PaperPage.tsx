import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { PaperScale } from './relay-chart/measuring.ts'
import styles from './case.module.css'

const MM = 96 / 25.4
/** A4 without its margins, in millimetres; the first page has the head of the case above. */
const WIDTH = 180
const ROOM = { first: 205, other: 262 }
/** Smaller than this nobody reads it: then it runs on. */
const LEAST = 0.55

/** One sheet of paper: what would run over is drawn smaller until it fits. */
export const PaperPage = ({ place, children }: { readonly place: 'first' | 'other'; readonly children: ReactNode }) => {
  const page = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  useLayoutEffect(() => {
    const height = (page.current?.scrollHeight ?? 0) / MM
    if (height > ROOM[place]) setScale(Math.max(LEAST, ROOM[place] / height))
  }, [place])
  return (
    <div
      ref={page}
      className={`${styles.paper} ${place === 'first' ? styles.paperFirst : ''}`}
      style={{ zoom: scale, inlineSize: `${WIDTH / scale}mm` }}
    >
      <PaperScale value={scale}>{children}</PaperScale>
    </div>
  )
}
