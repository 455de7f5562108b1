import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/**
 * Whether the page is laid out for paper. The browser says so before it prints (`beforeprint`), in time for what prints to be
 * drawn anew: the media query changes only when widths and page counts are settled already. Emulated paper has the query alone.
 */
let printing = false

const subscribe = (changed: () => void): (() => void) => {
  const query = matchMedia('print')
  const tell = (now: boolean) => () => {
    printing = now
    flushSync(changed)
  }
  const [before, after] = [tell(true), tell(false)]
  const change = () => flushSync(changed)
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  query.addEventListener('change', change)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
    query.removeEventListener('change', change)
  }
}

/** True while the page is laid out for paper, which has no scroll bar and no tabs: what prints is drawn anew for it. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing || matchMedia('print').matches)
