export { WorldMap } from './WorldMap.tsx'
export type { WorldMapProps } from './WorldMap.tsx'
