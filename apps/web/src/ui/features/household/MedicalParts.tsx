import { Link, Name, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './household.module.css'

/** Beside the cases: medical parts that others shared with us. Nothing where there are none. */
export const MedicalParts = () => {
  const t = useT()
  const rows = (useQuery('medicalParts', {}).value ?? []).filter(({ gone }) => !gone)
  if (rows.length === 0) return null
  return (
    <Section title={t('household.to_treat')}>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.space}>
            <Link to={`/medical/${row.space}`}>
              <Name text={row.pseudonym} />
            </Link>
            <span className={styles.quiet}>
              <Name text={row.from} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
