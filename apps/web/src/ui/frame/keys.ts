import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { PLACES } from './places.ts'

/** How long after `g` the next letter still counts, and how close together three `Esc` must be. */
const CHORD_MS = 1200
const EXIT_MS = 1000

interface FrameKeys {
  readonly onPalette: () => void
  readonly onHelp: () => void
  readonly onLock: () => void
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select') || target.closest('[role="dialog"]') !== null)

/** `Ctrl K`, `Ctrl L`, `/`, `?`, and `g` with a letter. */
export const useFrameKeys = (keys: FrameKeys): void => {
  const [, go] = useLocation()
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    let chordUntil = 0
    const onKeyDown = (event: KeyboardEvent): void => {
      const withControl = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      const done = (): void => event.preventDefault()
      if (withControl && key === 'k') return (done(), latest.current.onPalette())
      if (withControl && key === 'l') return (done(), latest.current.onLock())
      if (withControl || event.altKey || isTyping(event.target)) return
      const place = Date.now() < chordUntil ? PLACES.find((one) => one.key === key) : undefined
      chordUntil = key === 'g' ? Date.now() + CHORD_MS : 0
      if (place !== undefined) return (done(), go(place.to))
      if (key === '/') return (done(), document.getElementById('search')?.focus())
      if (key === '?') return (done(), latest.current.onHelp())
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [go])
}

/** Three times `Esc` leaves at once, from wherever one is, even from inside a dialog. */
export const useQuickExit = (onExit: () => void): void => {
  const latest = useRef(onExit)
  latest.current = onExit
  useEffect(() => {
    let presses: number[] = []
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.repeat) return
      presses = [...presses.filter((at) => at > Date.now() - EXIT_MS), Date.now()]
      if (presses.length >= 3) latest.current()
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
