import type { IconName } from '../components/Icon.tsx'

export interface Place {
  readonly id: 'today' | 'alerts' | 'cases' | 'relay' | 'directory' | 'network'
  readonly to: string
  readonly icon: IconName
  /** Pressed after `g`. */
  readonly key: string
}

/** The rail, in its order. */
export const PLACES: readonly Place[] = [
  { id: 'today', to: '/today', icon: 'today', key: 't' },
  { id: 'alerts', to: '/alerts', icon: 'alerts', key: 'a' },
  { id: 'cases', to: '/cases', icon: 'cases', key: 'c' },
  { id: 'relay', to: '/relay', icon: 'relay', key: 'r' },
  { id: 'directory', to: '/directory', icon: 'directory', key: 'd' },
  { id: 'network', to: '/network', icon: 'network', key: 'n' },
]

/** Cases and what hangs from them light up one place in the rail. */
export const isAt = (place: Place, location: string): boolean => location === place.to || location.startsWith(`${place.to}/`)
