import type { Problem } from '../../../contract.ts'
import { ErrorNote, Note } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

const OWN = ['changed', 'held', 'open', 'wait', 'second_person', 'began', 'pending', 'alerts'] as const

/** Why it is not destroyed now, in its own words where there are any. */
export const EndingProblem = ({ problem }: { readonly problem: Problem | null }) => {
  const t = useT()
  const own = problem?.type === 'invalid' ? OWN.find((one) => one === problem.field) : undefined
  if (own === undefined) return <ErrorNote problem={problem} />
  return (
    <Note kind="danger" title={t('retention.not_done')}>
      {t(`retention.refused.${own}`)}
    </Note>
  )
}
