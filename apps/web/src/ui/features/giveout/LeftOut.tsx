import type { LeftOut as Left } from '../../../contract.ts'
import { Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './giveout.module.css'

/** What is not in it, and why. */
export const LeftOut = ({ left }: { readonly left: readonly Left[] }) => {
  const t = useT()
  if (left.length === 0) return null
  return (
    <Section title={t('giveout.not_in_it')}>
      <ul className={styles.bullets}>
        {left.map(({ section, why }) => (
          <li key={section}>
            {t(`giveout.section.${section}`)}: {t(`giveout.why.${why}`)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
