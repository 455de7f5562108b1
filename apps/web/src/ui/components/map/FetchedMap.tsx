import { createElement } from 'react'
import { Loading } from '../Loading.tsx'
import type { WorldMapProps } from './WorldMap.tsx'
import { useWorldMap } from './useWorldMap.ts'

/** The map where it is there already, otherwise that it is on its way. */
export const FetchedMap = (props: WorldMapProps) => {
  const map = useWorldMap()
  return map === null ? <Loading /> : createElement(map, props)
}
