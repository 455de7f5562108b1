import { useEffect } from 'react'
import type { SpaceId } from '@pergola/protocol'
import { useCommand, useMay, useQuery } from '../../data/index.ts'

/** Whoever has the notes before them has read what calls them: once, and only where something does. */
export const useCallsRead = (space: SpaceId): void => {
  const called = useQuery('caseLife', { space }).value?.called.length ?? 0
  const mayWrite = useMay('contributor')
  const { run } = useCommand('readMentions')
  useEffect(() => {
    if (called > 0 && mayWrite) void run({ space })
  }, [called, mayWrite, run, space])
}
