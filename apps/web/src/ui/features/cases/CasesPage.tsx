import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { CaseFilter, CaseRow, Queries } from '../../../contract.ts'
import { Button, type Column, DataTable, Empty, ErrorNote, Loading, Name, Page, StateMark, Urgency } from '../../components/index.ts'
import { useMay, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
import { MedicalParts } from '../household/MedicalParts.tsx'
import { CaseFilters } from './CaseFilters.tsx'
import { isFiltering, useFilter } from './filters.ts'
import { useListKeys } from './keys.ts'
import { NewCaseDialog } from './NewCaseDialog.tsx'
import styles from './cases.module.css'

const CHUNK = 60

/** A window of the list that moves with the scroll; the last one stays in sight until the next is there. */
const useWindow = (filter: CaseFilter) => {
  const [from, setFrom] = useState(0)
  const current = useQuery('cases', { filter, from, count: CHUNK * 3 })
  const shown = useRef<{ readonly from: number; readonly value: Queries['cases']['value'] } | null>(null)
  if (current.value !== null) shown.current = { from, value: current.value }
  const onRange = useCallback((first: number) => setFrom(Math.max(0, (Math.floor(first / CHUNK) - 1) * CHUNK)), [])
  return { shown: shown.current, problem: current.problem, onRange }
}

export const CasesPage = () => {
  const t = useT()
  const [, go] = useLocation()
  const [filter, change, clear] = useFilter()
  const { shown, problem, onRange } = useWindow(filter)
  const [adding, setAdding] = useState(false)
  const mayImport = useMay('contributor')
  const columns = useColumns()
  const list = useListKeys(() => setAdding(true))
  const add = (
    <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
      {t('cases.new')}
    </Button>
  )
  const actions = (
    <>
      <Button onPress={() => go('/referrals')}>{t('referral.asked_of_us')}</Button>
      <Button onPress={() => go('/cases/figures')}>{t('statistics.title')}</Button>
      {mayImport ? <Button onPress={() => go('/cases/import')}>{t('giveout.import')}</Button> : null}
      {add}
    </>
  )
  const filtering = isFiltering(filter)
  return (
    <Page title={t('cases.title')} actions={actions}>
      <CaseFilters filter={filter} onChange={change} onClear={filtering ? clear : null} shown={shown?.value ?? null} />
      <ErrorNote problem={problem} />
      <MedicalParts />
      <div ref={list} className={styles.list}>
        {shown === null ? (
          problem === null ? (
            <Loading />
          ) : null
        ) : (
          <DataTable
            label={t('cases.title')}
            columns={columns}
            rows={shown.value.rows}
            from={shown.from}
            total={shown.value.total}
            onRange={onRange}
            rowKey={(row) => row.space}
            onOpen={(row) => go(`/cases/${row.space}`)}
            empty={
              filtering ? (
                <Empty
                  title={t('cases.none_match')}
                  text={t('cases.none_match_why')}
                  action={<Button onPress={clear}>{t('cases.clear')}</Button>}
                />
              ) : (
                <Empty title={t('cases.empty')} text={t('cases.empty_why')} action={add} />
              )
            }
          />
        )}
      </div>
      {adding ? <NewCaseDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

const useColumns = (): readonly Column<CaseRow>[] => {
  const t = useT()
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'case', label: t('cases.case'), width: 'minmax(9rem, 2fr)', cell: (row) => <CaseName row={row} /> },
      { id: 'urgency', label: t('case.urgency'), width: '9rem', cell: (row) => <Urgency value={row.urgency} /> },
      { id: 'status', label: t('case.status'), width: '7rem', cell: (row) => t(`vocab.case_status.${row.status}`) },
      { id: 'risk', label: t('case.risk'), width: '6.4rem', cell: (row) => <RiskLevel level={row.riskLevel} /> },
      {
        id: 'country',
        label: t('case.country'),
        width: 'minmax(5rem, 1fr)',
        cell: (row) => (row.country === '' ? '' : format.place(row.country)),
      },
      {
        id: 'holder',
        label: t('cases.holder'),
        width: 'minmax(6rem, 1.2fr)',
        cell: (row) =>
          row.own ? <span className={`${styles.quiet} ${styles.wide}`}>{t('cases.us')}</span> : <Name text={row.ownerName} />,
      },
      { id: 'breaks', label: t('cases.breaks'), width: '7rem', cell: (row) => <Breaks row={row} /> },
      {
        id: 'gap',
        label: t('cases.gap'),
        width: '5.4rem',
        align: 'end',
        cell: (row) => (row.gapDays === 0 ? null : <GapDays days={row.gapDays} />),
      },
    ],
    [t, format],
  )
}

/** Beside a column's name in a wide list, in words of its own in a narrow one. */
const Breaks = ({ row }: { readonly row: CaseRow }) => {
  const t = useT()
  const format = useFormat()
  if (row.breaksOn === null) return null
  const on = format.day(row.breaksOn, 'short')
  return (
    <>
      <span className={styles.wide}>{on}</span>
      <span className={styles.narrow}>{t('cases.ends', { on })}</span>
    </>
  )
}

const GapDays = ({ days }: { readonly days: number }) => {
  const t = useT()
  return (
    <span className={styles.gap}>
      <span className={styles.wide}>{t('case.chart.days', { days })}</span>
      <span className={styles.narrow}>{t('case.chart.days_open', { days })}</span>
    </span>
  )
}

const CaseName = ({ row }: { readonly row: CaseRow }) => {
  const t = useT()
  return (
    <span className={row.goneSince === null ? undefined : styles.quiet}>
      <a href={`#/cases/${row.space}`} className={styles.name} tabIndex={-1}>
        <Name text={row.pseudonym} />
      </a>
      {row.name === '' ? null : (
        <span className={styles.quiet}>
          {' '}
          <Name text={row.name} />
        </span>
      )}
      {row.openReferrals > 0 ? <span className={styles.quiet}> · {t('cases.asked', { count: row.openReferrals })}</span> : null}{' '}
      {row.pending ? <StateMark state="pending" /> : null}
      {row.goneSince === null ? null : <StateMark state="gone" since={row.goneSince} />}
    </span>
  )
}
