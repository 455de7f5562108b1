import { Icon, Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './verification.module.css'

const EXCLUDES = ['nothing', 'denies', 'violence'] as const
const NEVER = ['who', 'nationality', 'title', 'membership', 'pay', 'right', 'charge', 'alone'] as const

/** Nobody is refused because of who they are: what the definition excludes, and what it never may. */
export const Definition = () => {
  const t = useT()
  return (
    <Section title={t('verification.definition')}>
      <p>{t('verification.definition_why')}</p>
      <div className={styles.columns}>
        <section aria-label={t('verification.excludes')}>
          <h3>{t('verification.excludes')}</h3>
          <ul className={styles.marked}>
            {EXCLUDES.map((reason) => (
              <li key={reason}>
                <Icon name="close" size={16} />
                <span>{t(`verification.excludes_${reason}`)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t('verification.never')}>
          <h3>{t('verification.never')}</h3>
          <ul className={styles.marked}>
            {NEVER.map((reason) => (
              <li key={reason}>
                <Icon name="shield" size={16} />
                <span>{t(`verification.never_${reason}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Section>
  )
}
