import type { Queries } from '../../../contract.ts'
import { Urgency } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { URGENCIES } from '../case/choices.ts'
import styles from './cases.module.css'

type Lane = (typeof URGENCIES)[number]

interface LanesProps {
  readonly chosen: Lane | undefined
  readonly lanes: Queries['cases']['value']['lanes'] | null
  readonly onChange: (lane: Lane | undefined) => void
}

/** How many cases are how urgent; pressed, a lane is all that the list shows, pressed again it shows every lane. */
export const Lanes = ({ chosen, lanes, onChange }: LanesProps) => {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.lanes} role="group" aria-label={t('case.urgency')}>
      {URGENCIES.map((lane) => (
        <button key={lane} type="button" aria-pressed={lane === chosen} onClick={() => onChange(lane === chosen ? undefined : lane)}>
          <Urgency value={lane} /> <strong>{lanes === null ? '' : format.number(lanes[lane])}</strong>
        </button>
      ))}
    </div>
  )
}
