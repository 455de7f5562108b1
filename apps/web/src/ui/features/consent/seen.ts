/** Those with whom a case is shared say that they opened it: its holder can show the person who read what until when. */
import { useEffect } from 'react'
import type { CaseView } from '../../../contract.ts'
import { useCommand } from '../../data/index.ts'

export const useMarkSeen = ({ own, canWrite, file: { space } }: CaseView): void => {
  const { run } = useCommand('markSeen')
  useEffect(() => {
    if (!own && canWrite) void run({ space })
  }, [own, canWrite, space, run])
}
