import { useFormat, useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import styles from './marks.module.css'

export interface ProgressProps {
  readonly label: string
  readonly done: number
  /** Null while nobody knows how much there is. */
  readonly of: number | null
  readonly onCancel?: () => void
}

export const Progress = ({ label, done, of, onCancel }: ProgressProps) => {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.progress}>
      <div className={styles.progressWords}>
        <span>{label}</span>
        <span>{of === null ? format.number(done) : t('components.doneOf', { done: format.number(done), of: format.number(of) })}</span>
      </div>
      <progress aria-label={label} {...(of === null ? {} : { value: done, max: of })} />
      {onCancel === undefined ? null : <Button onPress={onCancel}>{t('components.cancel')}</Button>}
    </div>
  )
}
