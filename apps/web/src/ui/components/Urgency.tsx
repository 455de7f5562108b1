import { useVocab } from '../i18n/index.ts'
import styles from './marks.module.css'

type Value = 'hours' | 'days' | 'weeks' | 'months'
const LEVELS: readonly Value[] = ['months', 'weeks', 'days', 'hours']

/** Four steps and the word; never a colour alone. */
export const Urgency = ({ value }: { readonly value: Value }) => {
  const vocab = useVocab()
  const level = LEVELS.indexOf(value)
  return (
    <span className={`${styles.urgency} ${value === 'hours' ? styles.hours : ''}`}>
      <span className={styles.steps} aria-hidden="true">
        {LEVELS.map((one, index) => (
          <span key={one} className={`${styles.step} ${index <= level ? styles.on : ''}`} />
        ))}
      </span>
      {vocab('urgency', value)}
    </span>
  )
}
