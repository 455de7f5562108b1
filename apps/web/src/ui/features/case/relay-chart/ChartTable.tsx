import type { RelayRow } from '@pergola/client/contract'
import { useFormat, useT, useVocab } from '../../../i18n/index.ts'
import { Name } from '../../../components/Name.tsx'
import { daysBetween } from './days.ts'
import type { Group } from './items.ts'
import styles from './relay-chart.module.css'

interface Line {
  readonly id: string
  readonly from: RelayRow['need']['from']
  readonly to: RelayRow['need']['to']
  readonly org: string | null
  readonly state: string
}

/** Cover and gaps of a need along time; what was withdrawn or failed is here too. */
const linesOf = (row: RelayRow): readonly Line[] => {
  const covers = row.commitments.map((one) => ({
    id: one.id,
    from: one.from,
    to: one.to,
    org: one.orgName,
    state: one.stopGap ? 'case.chart.stop_gap' : `vocab.commitment_state.${one.state}`,
  }))
  const gaps = row.stretches
    .filter((one) => !one.covered)
    .map((one) => ({ id: one.from, from: one.from, to: one.to, org: null, state: '' }))
  return [...covers, ...gaps].toSorted((a, b) => a.from.localeCompare(b.from))
}

/** The same as the chart, for ears and for copying. */
export const ChartTable = ({ groups }: { readonly groups: readonly Group[] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const heads = ['need', 'who', 'from', 'to', 'days', 'state'] as const
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t('case.chart.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`case.chart.head_${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.person.id}>
            <tr>
              <th scope="rowgroup" colSpan={heads.length} className={styles.tablePerson}>
                <Name text={group.person.label} />
              </th>
            </tr>
            {group.rows.flatMap((row) =>
              linesOf(row).map((line, index) => (
                <tr key={`${row.need.id}${line.id}`} className={line.org === null ? styles.tableGap : undefined}>
                  <th scope="row">
                    {index === 0 ? (
                      vocab('support_type', row.need.kind)
                    ) : (
                      <span className={styles.hidden}>{vocab('support_type', row.need.kind)}</span>
                    )}
                  </th>
                  <td>{line.org === null ? t('case.chart.nobody') : <Name text={line.org} />}</td>
                  <td>{format.day(line.from, 'short')}</td>
                  <td>{format.day(line.to, 'short')}</td>
                  <td>{format.number(daysBetween(line.from, line.to))}</td>
                  <td>{line.state === '' ? '' : t(line.state)}</td>
                </tr>
              )),
            )}
          </tbody>
        ))}
      </table>
    </div>
  )
}
