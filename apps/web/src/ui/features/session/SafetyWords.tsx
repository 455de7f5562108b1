import { useT } from '../../i18n/index.ts'
import styles from './Session.module.css'

/** Six words that both sides see alike if nobody stands between them. */
export const SafetyWords = ({ words }: { readonly words: readonly string[] }) => {
  const t = useT()
  return (
    <ol className={styles.safety} aria-label={t('session.safetyWords')} translate="no">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ol>
  )
}
