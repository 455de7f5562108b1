import { useT } from '../i18n/index.ts'
import styles from './Notes.module.css'

/** Says nothing for a quarter of a second: most answers are there by then. */
export const Loading = ({ what }: { readonly what?: string }) => {
  const t = useT()
  return (
    <div className={styles.loading} role="status">
      <span className={styles.dot} />
      {what ?? t('components.loading')}
    </div>
  )
}
