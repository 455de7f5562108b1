import { useState } from 'react'
import type { ImportEntryRow, ImportPreview, ImportShow } from '../../../contract.ts'
import { type Column, DataTable, Name, Select } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { EntryChoices } from './EntryChoices.tsx'
import type { Preview } from './preview.ts'
import styles from './exchange.module.css'

export const SHOWN: readonly ImportShow[] = [
  'all',
  'likely',
  'added',
  'merged',
  'updated',
  'unchanged',
  'left',
  'not_permitted',
  'too_large',
]

/** Every entry and what becomes of it; opened, field by field. */
export const Entries = ({ value, preview }: { readonly value: ImportPreview; readonly preview: Preview }) => {
  const t = useT()
  const [opened, setOpened] = useState<string | null>(null)
  const { counts, entries, total } = value
  const countOf = (show: ImportShow): number =>
    show === 'all'
      ? Object.values(counts.outcomes).reduce((sum, count) => sum + count, 0)
      : show === 'likely'
        ? counts.likely
        : counts.outcomes[show]
  const columns: readonly Column<ImportEntryRow>[] = [
    { id: 'name', label: t('exchange.name'), width: 'minmax(10rem, 2fr)', cell: (row) => <Name text={row.name} /> },
    { id: 'provider', label: t('exchange.provider'), width: 'minmax(8rem, 1.5fr)', cell: (row) => <Offered row={row} /> },
    { id: 'outcome', label: t('exchange.outcome'), width: 'minmax(8rem, 1fr)', cell: (row) => <Becomes row={row} /> },
    { id: 'row', label: t('exchange.row'), width: '5rem', align: 'end', cell: (row) => row.row },
  ]
  const one = entries.find((entry) => keyOf(entry) === opened)
  return (
    <>
      <div className={styles.show}>
        <Select
          isRequired
          label={t('exchange.show')}
          value={preview.show}
          onChange={(show) => preview.setShow(SHOWN.find((one) => one === show) ?? 'all')}
          options={SHOWN.filter((show) => show === 'all' || show === preview.show || countOf(show) > 0).map((id) => ({
            id,
            label: t('exchange.show_count', { what: t(`exchange.show.${id}`), count: countOf(id) }),
          }))}
        />
      </div>
      <DataTable
        label={t('exchange.entries')}
        columns={columns}
        rows={entries}
        rowKey={keyOf}
        total={total}
        from={preview.from}
        onRange={preview.onRange}
        onOpen={(row) => setOpened(keyOf(row))}
        empty={<p>{t('exchange.none')}</p>}
      />
      {one === undefined ? null : <EntryChoices id={preview.id} row={one} onClose={() => setOpened(null)} />}
    </>
  )
}

const keyOf = ({ kind, key }: ImportEntryRow): string => `${kind} ${key}`

const Offered = ({ row }: { readonly row: ImportEntryRow }) => {
  const t = useT()
  return row.kind === 'provider' ? t('exchange.is_provider') : <Name text={row.providerName} />
}

const Becomes = ({ row: { outcome, candidates } }: { readonly row: ImportEntryRow }) => {
  const t = useT()
  const like = candidates[0]
  return (
    <>
      {t(`exchange.show.${outcome}`)}
      {like === undefined ? null : (
        <span className={styles.like}>{t('exchange.like', { name: like.name, why: t(`exchange.why.${like.why}`) })}</span>
      )}
    </>
  )
}
