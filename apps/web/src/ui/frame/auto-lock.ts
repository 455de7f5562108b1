import { useEffect, useRef } from 'react'

const KEY = 'pergola.autoLock'
const DEFAULT_MINUTES = 15
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

export const readAutoLock = (): number => Number(localStorage.getItem(KEY)) || DEFAULT_MINUTES
export const keepAutoLock = (minutes: number): void => localStorage.setItem(KEY, String(minutes))

/** Locks after some minutes without a touch or a key. Looks at the clock, so that a device that slept locks when it wakes. */
export const useAutoLock = (onLock: () => void): void => {
  const latest = useRef(onLock)
  latest.current = onLock
  useEffect(() => {
    let lastSign = Date.now()
    const alive = (): void => {
      lastSign = Date.now()
    }
    const look = (): void => {
      if (Date.now() - lastSign >= readAutoLock() * 60_000) latest.current()
    }
    const timer = setInterval(look, 10_000)
    document.addEventListener('visibilitychange', look)
    for (const sign of SIGNS_OF_LIFE) document.addEventListener(sign, alive, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const sign of SIGNS_OF_LIFE) document.removeEventListener(sign, alive, { capture: true })
    }
  }, [])
}
