import { ErrorNote, Loading } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useSituation } from '../case/situation.ts'
import { CheckIns } from './CheckIns.tsx'
import { Packet } from './Packet.tsx'
import { SafetyPlan } from './SafetyPlan.tsx'
import styles from './safety.module.css'

/** What is done to keep people safe: the plan, the check-ins, and what those who help in an emergency must know. */
export const PlanPart = () => {
  const { view } = useSituation()
  const safety = useQuery('safety', { space: view.file.space })
  if (safety.value === null) return safety.state === 'loading' ? <Loading /> : <ErrorNote problem={safety.problem} />
  return (
    <div className={styles.stack}>
      <CheckIns safety={safety.value} />
      <SafetyPlan safety={safety.value} />
      <Packet safety={safety.value} />
    </div>
  )
}
