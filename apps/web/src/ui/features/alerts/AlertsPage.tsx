import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { AlertRow } from '../../../contract.ts'
import { Button, type Column, DataTable, Empty, ErrorNote, Icon, Link, Loading, Page, Time } from '../../components/index.ts'
import { useMay, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useListKeys } from '../cases/keys.ts'
import styles from './alerts.module.css'

/** Sealed messages from outside, the newest first; what waits for us stands out. */
export const AlertsPage = () => {
  const t = useT()
  const [, go] = useLocation()
  const alerts = useQuery('alerts', {})
  const mayImport = useMay('contributor')
  const columns = useColumns()
  const list = useListKeys(() => undefined)
  const rows = useMemo(
    () => alerts.value?.toSorted((a, b) => Number(b.waitingForUs) - Number(a.waitingForUs) || b.at - a.at) ?? [],
    [alerts.value],
  )
  return (
    <Page
      title={t('alerts.title')}
      lead={t('alerts.lead')}
      // Whoever was sent the package of a case looks here for it first.
      actions={mayImport ? <Button onPress={() => go('/cases/import')}>{t('giveout.import')}</Button> : null}
    >
      <ErrorNote problem={alerts.problem} />
      {alerts.state === 'loading' ? <Loading /> : null}
      {alerts.value === null ? null : (
        <div ref={list}>
          <DataTable
            label={t('alerts.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => go(`/alerts/${row.id}`)}
            empty={
              <Empty title={t('alerts.empty')} text={t('alerts.empty_why')} action={<Link to="/network">{t('alerts.intake')}</Link>} />
            }
          />
        </div>
      )}
    </Page>
  )
}

const useColumns = (): readonly Column<AlertRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        id: 'line',
        label: t('alerts.message'),
        width: 'minmax(0, 1fr)',
        cell: (row) => (
          <a href={`#/alerts/${row.id}`} tabIndex={-1} dir="auto" className={`${styles.line} ${row.waitingForUs ? styles.waiting : ''}`}>
            {row.firstLine}
          </a>
        ),
      },
      {
        id: 'files',
        label: t('alerts.files'),
        width: '5rem',
        cell: (row) =>
          row.files === 0 ? null : (
            <span className={styles.files}>
              <Icon name="file" size={16} /> {t('alerts.files_count', { count: row.files })}
            </span>
          ),
      },
      {
        id: 'state',
        label: t('alerts.state'),
        width: '9rem',
        cell: (row) => (row.waitingForUs ? <strong>{t('alerts.waits')}</strong> : t(`vocab.alert_state.${row.state}`)),
      },
      { id: 'at', label: t('alerts.at'), width: '10.5rem', cell: (row) => <Time value={row.at} /> },
    ],
    [t],
  )
}
