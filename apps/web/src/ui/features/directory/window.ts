import { useCallback, useRef, useState } from 'react'
import type { DirectoryFilter, DirectoryPage, Problem } from '../../../contract.ts'
import { useQuery } from '../../data/index.ts'

const CHUNK = 60

export interface Shown {
  readonly from: number
  readonly page: DirectoryPage
}

/** A window of the list that moves with the scroll; the last one stays in sight until the next is there. */
export const useDirectoryWindow = (
  filter: DirectoryFilter,
): { readonly shown: Shown | null; readonly problem: Problem | null; readonly onRange: (first: number) => void } => {
  const [from, setFrom] = useState(0)
  const current = useQuery('directory', { filter, from, count: CHUNK * 3 })
  const shown = useRef<Shown | null>(null)
  if (current.value !== null) shown.current = { from, page: current.value }
  const onRange = useCallback((first: number) => setFrom(Math.max(0, (Math.floor(first / CHUNK) - 1) * CHUNK)), [])
  return { shown: shown.current, problem: current.problem, onRange }
}
