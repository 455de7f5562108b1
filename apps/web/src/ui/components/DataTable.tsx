import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import styles from './DataTable.module.css'

export interface Column<T> {
  readonly id: string
  readonly label: string
  readonly cell: (row: T) => ReactNode
  /** A CSS grid track, e.g. `6rem` or `minmax(10rem, 2fr)`. */
  readonly width?: string
  readonly align?: 'start' | 'end'
}

export interface DataTableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly onOpen?: (row: T) => void
  /** Shown in place of the rows when there are none. */
  readonly empty?: ReactNode
  /** For a window of a long list: how many there are, where `rows` begins, and what is now in sight. */
  readonly total?: number
  readonly from?: number
  readonly onRange?: (from: number, count: number) => void
}

const ROW_HEIGHT = 40

/** A row of a hidden list (on paper another one is shown) has no height; taken at its word, every row there is would fit in sight. */
const heightOf = (row: Element): number => (row instanceof HTMLElement && row.offsetHeight > 0 ? row.offsetHeight : ROW_HEIGHT)

/**
 * A list of any length: only what is in sight is in the page. Arrow keys, Home and End move, Enter opens. On a phone a row
 * becomes a few lines, the first column its title.
 */
export const DataTable = <T,>(props: DataTableProps<T>) => {
  const { label, columns, rows, rowKey, onOpen, empty = null, from = 0, onRange } = props
  const total = props.total ?? rows.length
  const top = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  const [active, setActive] = useState(0)
  useLayoutEffect(() => setMargin((top.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [total])
  const virtual = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW_HEIGHT,
    measureElement: heightOf,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: 120,
  })
  const inSight = virtual.getVirtualItems()
  const first = inSight[0]?.index ?? 0
  const last = inSight.at(-1)?.index ?? 0
  useEffect(() => onRange?.(first, last - first + 1), [onRange, first, last])
  const focusRow = (index: number) => {
    const wanted = Math.max(0, Math.min(total - 1, index))
    setActive(wanted)
    virtual.scrollToIndex(wanted)
    requestAnimationFrame(() => top.current?.querySelector<HTMLElement>(`[data-index="${wanted}"]`)?.focus())
  }
  const tracks = { '--tracks': columns.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ') } as CSSProperties
  if (total === 0) return empty
  return (
    <div className={styles.table} role="grid" aria-label={label} aria-rowcount={total + 1} style={tracks}>
      <div role="rowgroup" className={styles.headGroup}>
        <div role="row" aria-rowindex={1} className={styles.head}>
          {columns.map((column) => (
            <div key={column.id} role="columnheader" className={column.align === 'end' ? styles.end : undefined}>
              {column.label}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={top} className={styles.body} style={{ height: virtual.getTotalSize() }}>
        {inSight.map((item) => {
          const row = rows[item.index - from]
          return (
            <div
              key={row === undefined ? item.index : rowKey(row)}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              tabIndex={item.index === active ? 0 : -1}
              className={`${styles.row} ${onOpen === undefined ? '' : styles.opens}`}
              style={{ transform: `translateY(${item.start - margin}px)` }}
              onFocus={() => setActive(item.index)}
              onClick={(event) => {
                if (row !== undefined && !isControl(event.target)) onOpen?.(row)
              }}
              onKeyDown={(event) => moveOrOpen(event, item.index, total, focusRow, () => row !== undefined && onOpen?.(row))}
            >
              {columns.map((column) => (
                <div key={column.id} role="gridcell" className={column.align === 'end' ? styles.end : undefined}>
                  {row === undefined ? null : column.cell(row)}
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const isControl = (target: EventTarget): boolean => target instanceof Element && target.closest('a, button, input, label, select') !== null

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }

const moveOrOpen = (event: KeyboardEvent, index: number, total: number, focusRow: (index: number) => void, open: () => void): void => {
  if (event.target !== event.currentTarget) return
  const step = STEPS[event.key]
  if (step !== undefined) focusRow(index + step)
  else if (event.key === 'Home') focusRow(0)
  else if (event.key === 'End') focusRow(total - 1)
  else if (event.key === 'Enter') open()
  else return
  event.preventDefault()
}
