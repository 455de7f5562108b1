import { type ReactNode, type RefObject, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { DirectoryRow } from '../../../contract.ts'
import { type Column, DataTable, Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { Checked } from './Checked.tsx'
import type { Shown } from './window.ts'
import styles from './directory.module.css'

export interface ServiceListProps {
  readonly shown: Shown
  readonly onRange: (first: number) => void
  readonly list: RefObject<HTMLDivElement | null>
  readonly empty: ReactNode
}

/** Address of an entry. */
export const entryAddress = (id: string): string => `/directory/${encodeURIComponent(id)}`

/** Not for the whole network: whoever shows or prints the list to others should see which. */
export const isKeptBack = ({ visibility }: DirectoryRow['service']): boolean => visibility === 'match' || visibility === 'chosen'

export const ServiceList = ({ shown, onRange, list, empty }: ServiceListProps) => {
  const t = useT()
  const [, go] = useLocation()
  const columns = useColumns()
  return (
    <div ref={list}>
      <DataTable
        label={t('directory.title')}
        columns={columns}
        rows={shown.page.rows}
        from={shown.from}
        total={shown.page.total}
        onRange={onRange}
        rowKey={(row) => row.service.id}
        onOpen={(row) => go(entryAddress(row.service.id))}
        empty={empty}
      />
    </div>
  )
}

const useColumns = (): readonly Column<DirectoryRow>[] => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  return useMemo(
    () => [
      { id: 'service', label: t('directory.service'), width: 'minmax(12rem, 2fr)', cell: (row) => <ServiceName row={row} /> },
      {
        id: 'kinds',
        label: t('directory.kind'),
        width: 'minmax(10rem, 2fr)',
        cell: (row) => (
          <span className={styles.clamp}>{(row.service.reach.kinds ?? []).map((one) => vocab('support_type', one)).join(' · ')}</span>
        ),
      },
      {
        id: 'regions',
        label: t('directory.region'),
        width: 'minmax(7rem, 1fr)',
        cell: (row) => <span className={styles.clamp}>{format.items((row.service.reach.regions ?? []).map(placeName))}</span>,
      },
      { id: 'now', label: t('directory.now'), width: '8rem', cell: (row) => <Now row={row} /> },
      { id: 'answers', label: t('directory.answers'), width: '8rem', cell: (row) => <Answers row={row} /> },
      {
        id: 'checked',
        label: t('directory.checked'),
        width: '9rem',
        cell: (row) => <Checked on={row.service.checkedOn} stale={row.stale} />,
      },
    ],
    [t, vocab, format, placeName],
  )
}

/** Whether one can count on it today: what is free, or that it is closed. */
const Now = ({ row }: { readonly row: DirectoryRow }) => {
  const t = useT()
  const vocab = useVocab()
  const { state, capacity } = row.service.reach
  if (state === 'closed' || state === 'paused') return <strong>{vocab('service_state', state)}</strong>
  if (row.freeNow === null || capacity === undefined) return null
  return <>{t('directory.free_now', { count: row.freeNow, unit: vocab('capacity_unit', capacity.unit) })}</>
}

/** As seen by members where somebody shared it, otherwise as the provider says. */
const Answers = ({ row }: { readonly row: DirectoryRow }) => {
  const t = useT()
  const stated = row.service.reach.answerHours
  if (row.observed !== null) return <>{t('directory.answers_seen', { hours: row.observed.medianHours })}</>
  return stated === undefined ? null : <span className={styles.quiet}>{t('directory.hours', { hours: stated })}</span>
}

const ServiceName = ({ row }: { readonly row: DirectoryRow }) => {
  const t = useT()
  const vocab = useVocab()
  return (
    <>
      <a href={`#${entryAddress(row.service.id)}`} tabIndex={-1} className={styles.name}>
        <Name text={row.service.name} />
      </a>
      <br />
      <span className={styles.quiet}>
        <Name text={row.providerName} />
        {row.service.org === null ? '' : ` · ${row.own ? t('cases.us') : t('directory.member')}`}
        {isKeptBack(row.service) ? ` · ${vocab('visibility', row.service.visibility)}` : ''}
        {row.vouches === 0 ? '' : ` · ${t('directory.vouches', { count: row.vouches })}`}
        {row.openDisputes === 0 ? '' : ` · ${t('directory.disputes', { count: row.openDisputes })}`}
      </span>
    </>
  )
}
