import { useCallback, useState } from 'react'
import type { ImportPreview, ImportShow, Problem } from '../../../contract.ts'
import { useSteadyQuery } from '../../data/index.ts'

const CHUNK = 60

export interface Preview {
  readonly id: string
  readonly value: ImportPreview | null
  readonly problem: Problem | null
  readonly show: ImportShow
  readonly setShow: (show: ImportShow) => void
  readonly from: number
  readonly onRange: (first: number) => void
}

/** A window of what an import would do, which moves with the scroll. */
export const usePreview = (id: string): Preview => {
  const [show, setWhich] = useState<ImportShow>('all')
  const [from, setFrom] = useState(0)
  const { value, problem } = useSteadyQuery('importPreview', { id, show, from, count: CHUNK * 3 })
  const onRange = useCallback((first: number) => setFrom(Math.max(0, (Math.floor(first / CHUNK) - 1) * CHUNK)), [])
  const setShow = useCallback((next: ImportShow) => {
    setFrom(0)
    setWhich(next)
  }, [])
  return { id, value, problem, show, setShow, from, onRange }
}
