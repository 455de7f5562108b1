import type { CallRow } from '../../../contract.ts'
import { Link, Name, Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { Deadline } from '../calls/Deadline.tsx'
import styles from './entry.module.css'

/** Open calls that belong to a service or a provider. */
export const EntryCalls = ({ calls }: { readonly calls: readonly CallRow[] }) => {
  const t = useT()
  if (calls.length === 0) return null
  return (
    <Section title={t('directory.room.calls')} actions={<Link to="/directory/calls">{t('entry.all_calls')}</Link>}>
      <ul className={styles.plain}>
        {calls.map((row) => (
          <li key={row.call.id}>
            <Name text={row.call.title} /> <Deadline row={row} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
