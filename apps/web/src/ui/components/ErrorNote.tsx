import type { Problem } from '../../contract.ts'
import { useT } from '../i18n/index.ts'
import { Note } from './Note.tsx'

/** What happened, what was kept, what to do. Shows nothing when there is no problem. */
export const ErrorNote = ({ problem }: { readonly problem: Problem | null | undefined }) => {
  const t = useT()
  if (problem === null || problem === undefined) return null
  return (
    <Note title={t(`problem.${problem.type}.what`, problem.args)} kind="danger">
      {t(`problem.${problem.type}.do`, problem.args)}
    </Note>
  )
}
