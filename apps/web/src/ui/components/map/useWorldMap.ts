import { useEffect, useState } from 'react'
import type { WorldMap } from './WorldMap.tsx'

type Map = typeof WorldMap

let fetched: Map | null = null

const fetchMap = async (): Promise<Map> => (fetched ??= (await import('./index.ts')).WorldMap)

/**
 * The map, or null until its part of the app is there. Not by suspending: what was suspended once is shown only after a pause,
 * also when it came at once. A page that may show a map asks for it early.
 */
export const useWorldMap = (): Map | null => {
  const [map, setMap] = useState<Map | null>(() => fetched)
  useEffect(() => {
    let wanted = true
    void fetchMap().then((one) => (wanted ? setMap(() => one) : undefined))
    return () => {
      wanted = false
    }
  }, [])
  return map
}
