import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Icon } from '../../components/index.ts'
import styles from './consent.module.css'

/** What lies beyond an edge of what is seen. */
interface Beyond {
  readonly start: boolean
  readonly end: boolean
}

const NOTHING: Beyond = { start: false, end: false }

/** Counted from where reading begins: from right to left, browsers count below zero. Less than a pixel is rounding. */
const beyondOf = ({ scrollLeft, clientWidth, scrollWidth }: HTMLElement): Beyond => {
  const from = Math.abs(scrollLeft)
  return { start: from > 1, end: from + clientWidth < scrollWidth - 1 }
}

interface SideScrollProps {
  readonly label: string
  /** Says that there is more, as long as there is. */
  readonly hint: string
  readonly children: ReactNode
}

/** What is wider than the page: reached by keys, with a word and a shade where something is cut off. Not on paper, where all of it stands. */
export const SideScroll = ({ label, hint, children }: SideScrollProps) => {
  const region = useRef<HTMLDivElement>(null)
  const [beyond, setBeyond] = useState(NOTHING)
  useEffect(() => {
    const box = region.current
    if (box === null) return
    const look = () =>
      setBeyond((known) => {
        const now = beyondOf(box)
        return now.start === known.start && now.end === known.end ? known : now
      })
    const resized = new ResizeObserver(look)
    resized.observe(box)
    if (box.firstElementChild !== null) resized.observe(box.firstElementChild)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  return (
    <>
      {beyond.start || beyond.end ? (
        <p className={styles.sideways}>
          {hint}
          <Icon name="next" size={16} />
        </p>
      ) : null}
      <div className={styles.sides} data-start={beyond.start} data-end={beyond.end}>
        <div ref={region} className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
          {children}
        </div>
      </div>
    </>
  )
}
