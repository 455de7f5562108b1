import { useMemo, useState } from 'react'
import type { MemberRow } from '../../../contract.ts'
import { type Column, DataTable, Name, StateMark } from '../../components/index.ts'
import { useMay } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { MemberDialog } from './MemberDialog.tsx'
import { memberSince } from './memberSince.ts'
import styles from './Network.module.css'

/** The members of one's own organisation, with their devices. */
export const Members = ({ rows }: { readonly rows: readonly MemberRow[] }) => {
  const t = useT()
  const isSteward = useMay('steward')
  const [opened, setOpened] = useState<string | null>(null)
  const columns = useColumns()
  const shown = rows.find((row) => row.person === opened)
  return (
    <div className={styles.stack}>
      {isSteward ? null : (
        <p>
          <StateMark state="not_permitted" /> {t('network.members.stewardsOnly')}
        </p>
      )}
      <DataTable
        label={t('network.members')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.person}
        onOpen={(row) => setOpened(row.person)}
      />
      {shown === undefined ? null : <MemberDialog row={shown} onClose={() => setOpened(null)} />}
    </div>
  )
}

const useColumns = (): readonly Column<MemberRow>[] => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('network.member'),
        width: 'minmax(12rem, 2fr)',
        cell: (row) => (
          <span className={styles.orgName}>
            <Name text={row.name} />
            {row.self ? <span className={styles.soft}>{t('network.you')}</span> : null}
          </span>
        ),
      },
      { id: 'role', label: t('network.role'), width: 'minmax(7rem, 1fr)', cell: (row) => vocab('role', row.role) },
      {
        id: 'devices',
        label: t('network.devices'),
        width: 'minmax(7rem, 1fr)',
        cell: (row) => t('network.devices.count', { count: row.devices.length }),
      },
      {
        id: 'since',
        label: t('network.since'),
        width: 'minmax(8rem, 1fr)',
        cell: (row) => {
          const since = memberSince(row)
          return since === null ? <span className={styles.soft}>{t('network.members.noDevice')}</span> : format.day(since, 'short')
        },
      },
    ],
    [t, vocab, format],
  )
}
