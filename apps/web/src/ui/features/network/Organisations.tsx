import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { RosterRow } from '../../../contract.ts'
import { Button, type Column, DataTable, Empty, Name } from '../../components/index.ts'
import { useMay } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { Compared } from './Compared.tsx'
import { OrganisationDialog } from './OrganisationDialog.tsx'
import { ProfileDialog } from './ProfileDialog.tsx'
import styles from './Network.module.css'

interface OrganisationsProps {
  readonly rows: readonly RosterRow[]
  readonly opened: string | null
}

/** The roster: pressing a row opens the organisation with its safety words. */
export const Organisations = ({ rows, opened }: OrganisationsProps) => {
  const t = useT()
  const [, go] = useLocation()
  const [isEditing, setEditing] = useState(false)
  const mayEdit = useMay('steward')
  const columns = useColumns()
  const own = rows.find((row) => row.own)
  const shown = rows.find((row) => row.profile.org === opened)
  const unchecked = rows.filter((row) => !row.own && row.verified === null).length
  return (
    <div className={styles.stack}>
      <div className={styles.between}>
        <p className={styles.soft}>{t('network.unchecked', { unchecked, others: rows.length - 1 })}</p>
        {own !== undefined && mayEdit ? <Button onPress={() => setEditing(true)}>{t('network.profile.edit')}</Button> : null}
      </div>
      <DataTable
        label={t('network.organisations')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.profile.org}
        onOpen={(row) => go(`/network/${row.profile.org}`)}
      />
      {rows.length === 1 ? <Empty title={t('network.alone')} text={t('network.alone.do')} /> : null}
      {shown === undefined ? null : <OrganisationDialog row={shown} leads={own?.role === 'steward'} onClose={() => go('/network')} />}
      {own === undefined || !isEditing ? null : <ProfileDialog profile={own.profile} onClose={() => setEditing(false)} />}
    </div>
  )
}

const useColumns = (): readonly Column<RosterRow>[] => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('network.organisation'),
        width: 'minmax(12rem, 2.2fr)',
        cell: (row) => (
          <span className={styles.orgName}>
            <Name text={row.profile.name} />
            {row.own ? <span className={styles.soft}>{t('network.yours')}</span> : null}
            {row.stopped === null ? null : (
              <span className={styles.soft}>{t('succession.mark', { on: format.instant(row.stopped.at) })}</span>
            )}
          </span>
        ),
      },
      { id: 'kind', label: t('session.org.kind'), width: 'minmax(8rem, 1.2fr)', cell: (row) => vocab('org_kind', row.profile.kind) },
      {
        id: 'countries',
        label: t('network.countries'),
        width: 'minmax(7rem, 1.2fr)',
        cell: (row) => format.list(row.profile.countries.map(format.place)),
      },
      { id: 'role', label: t('network.role'), width: '7rem', cell: (row) => vocab('role', row.role) },
      { id: 'verified', label: t('network.safetyWords'), width: 'minmax(11rem, 1.4fr)', cell: (row) => <Compared row={row} isBrief /> },
    ],
    [t, vocab, format],
  )
}
