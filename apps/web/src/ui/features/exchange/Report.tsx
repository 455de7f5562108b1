import type { DirectoryImportReport, ImportedRow } from '../../../contract.ts'
import { Button, type Column, DataTable, ErrorNote, Link, Name, Note, Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { Issues } from './Issues.tsx'
import styles from './exchange.module.css'

const OUTCOMES: readonly ImportedRow['outcome'][] = [
  'added',
  'merged',
  'updated',
  'removed',
  'unchanged',
  'left',
  'not_permitted',
  'too_large',
  'not_written',
]

/** What stands now, what does not and why. */
export const Report = ({ report, onAgain }: { readonly report: DirectoryImportReport; readonly onAgain: () => void }) => {
  const t = useT()
  const { ended, counts, rows, issues, moreIssues } = report
  const shown =
    ended === null ? rows.filter(({ outcome }) => outcome !== 'unchanged') : rows.filter(({ outcome }) => outcome === 'not_written')
  const columns: readonly Column<ImportedRow>[] = [
    { id: 'name', label: t('exchange.name'), width: 'minmax(10rem, 2fr)', cell: (row) => <Name text={row.name} /> },
    { id: 'kind', label: t('exchange.what'), width: 'minmax(7rem, 1fr)', cell: (row) => t(`exchange.kind_of.${row.kind}`) },
    { id: 'outcome', label: t('exchange.outcome'), width: 'minmax(8rem, 1fr)', cell: (row) => t(`exchange.show.${row.outcome}`) },
    { id: 'row', label: t('exchange.row'), width: '5rem', align: 'end', cell: (row) => (row.row === 0 ? '' : row.row) },
  ]
  return (
    <>
      {ended === null ? <Note title={t('exchange.done')} icon="sent" /> : <Ended report={report} />}
      <ul className={styles.counts}>
        {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <li key={outcome}>{t(`exchange.count.${outcome}`, { count: counts[outcome] })}</li>
        ))}
      </ul>
      <p className={styles.foot}>
        <Link to="/directory">{t('exchange.to_directory')}</Link>
        <Button onPress={onAgain}>{t('exchange.other_file')}</Button>
      </p>
      {issues.length === 0 ? null : (
        <Section title={t('exchange.issues')}>
          <Issues groups={issues} more={moreIssues} />
        </Section>
      )}
      <Section title={t(ended === null ? 'exchange.entries' : 'exchange.not_written')}>
        <DataTable
          label={t('exchange.entries')}
          columns={columns}
          rows={shown}
          rowKey={(row) => `${row.kind} ${row.key} ${row.outcome}`}
          empty={<p>{t('exchange.none')}</p>}
        />
      </Section>
    </>
  )
}

const Ended = ({ report: { ended, written, counts } }: { readonly report: DirectoryImportReport }) => {
  const t = useT()
  return (
    <>
      {ended?.type === 'cancelled' ? null : <ErrorNote problem={ended} />}
      <Note kind="danger" title={t('exchange.ended', { written, left: counts.not_written })}>
        {t('exchange.ended_do')}
      </Note>
    </>
  )
}
