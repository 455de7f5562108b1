import { useT } from '../../i18n/index.ts'
import styles from './Session.module.css'

export const KitWords = ({ words }: { readonly words: readonly string[] }) => {
  const t = useT()
  return (
    <ol className={styles.words} aria-label={t('session.kit')} translate="no">
      {words.map((word, index) => (
        <li key={index}>{word}</li>
      ))}
    </ol>
  )
}
