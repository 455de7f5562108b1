/** A long list is drawn in parts: at once what fills the window, the rest when the page is at rest. In the end all of it is there. */
import { startTransition, useEffect, useState } from 'react'
import { whenIdle } from './later.tsx'
import { usePrinting } from './printing.ts'

/** How many of `all` are drawn now: `first` at once, then `more` each time the page has nothing else to do; on paper all. */
export const useDrawnInParts = (all: number, first: number, more: number): number => {
  const [drawn, setDrawn] = useState(first)
  const printing = usePrinting()
  useEffect(() => {
    if (drawn >= all) return undefined
    let wanted = true
    whenIdle(() => {
      if (wanted) startTransition(() => setDrawn(drawn + more))
    })
    return () => void (wanted = false)
  }, [drawn, all, more])
  return printing ? all : Math.min(drawn, all)
}
