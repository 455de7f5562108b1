import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { DirectoryRow } from '../../../contract.ts'
import { Button, type Column, DataTable, Empty, ErrorNote, Loading, Name, Page, Select, TextField } from '../../components/index.ts'
import { useSteadyQuery } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useChoices, usePlaceName } from '../case/choices.ts'
import { useListKeys } from '../cases/keys.ts'
import { Checked } from './Checked.tsx'
import { ImportFacts } from './ImportFacts.tsx'
import { ServiceDialog } from './ServiceDialog.tsx'
import styles from './directory.module.css'

/** Who can help, with what, for whom. */
export const DirectoryPage = () => {
  const t = useT()
  const [, go] = useLocation()
  const choices = useChoices()
  const [text, setText] = useState('')
  const [kind, setKind] = useState('')
  const [region, setRegion] = useState('')
  const [adding, setAdding] = useState(false)
  const asked = { ...(text === '' ? {} : { text }), ...(kind === '' ? {} : { kind }), ...(region === '' ? {} : { region }) }
  const found = useSteadyQuery('directory', asked)
  const columns = useColumns()
  const list = useListKeys(() => setAdding(true))
  const narrowed = Object.keys(asked).length > 0
  const clear = () => [setText, setKind, setRegion].forEach((set) => set(''))
  return (
    <Page
      title={t('directory.title')}
      lead={t('directory.lead')}
      actions={
        <>
          <ImportFacts />
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {t('directory.add')}
          </Button>
        </>
      }
    >
      <search className={styles.filters} aria-label={t('directory.filters')}>
        <TextField label={t('directory.find')} value={text} onChange={setText} inputMode="search" isRequired />
        <Select
          label={t('directory.kind')}
          value={kind}
          onChange={setKind}
          options={choices.kinds}
          placeholder={t('cases.any')}
          isRequired
        />
        <Select
          label={t('directory.region')}
          value={region}
          onChange={setRegion}
          options={[...choices.regions, ...choices.countries]}
          placeholder={t('cases.any')}
          isRequired
        />
        <p className={styles.quiet} role="status">
          {found.value === null ? '' : t('directory.count', { count: found.value.length })}
        </p>
      </search>
      <ErrorNote problem={found.problem} />
      {found.state === 'loading' ? <Loading /> : null}
      {found.value === null ? null : (
        <div ref={list}>
          <DataTable
            label={t('directory.title')}
            columns={columns}
            rows={found.value}
            rowKey={(row) => row.service.id}
            onOpen={(row) => go(`/directory/${row.service.id}`)}
            empty={
              narrowed ? (
                <Empty
                  title={t('directory.none_match')}
                  text={t('directory.none_match_why')}
                  action={<Button onPress={clear}>{t('cases.clear')}</Button>}
                />
              ) : (
                <Empty title={t('directory.empty')} text={t('directory.empty_why')} action={<ImportFacts />} />
              )
            }
          />
        </div>
      )}
      {adding ? <ServiceDialog row={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

const useColumns = (): readonly Column<DirectoryRow>[] => {
  const t = useT()
  const vocab = useVocab()
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
        cell: (row) => <span className={styles.clamp}>{(row.service.reach.regions ?? []).map(placeName).join(', ')}</span>,
      },
      {
        id: 'places',
        label: t('directory.places'),
        width: '6rem',
        cell: (row) =>
          row.service.reach.placesFree === undefined ? null : t('directory.places_free', { count: row.service.reach.placesFree }),
      },
      {
        id: 'checked',
        label: t('directory.checked'),
        width: '9rem',
        cell: (row) => <Checked on={row.service.checkedOn} stale={row.stale} />,
      },
    ],
    [t, vocab, placeName],
  )
}

const ServiceName = ({ row }: { readonly row: DirectoryRow }) => {
  const t = useT()
  return (
    <>
      <a href={`#/directory/${row.service.id}`} tabIndex={-1} className={styles.name}>
        <Name text={row.service.name} />
      </a>
      <br />
      <span className={styles.quiet}>
        <Name text={row.providerName} />
        {row.service.org === null ? '' : ` · ${row.own ? t('cases.us') : t('directory.member')}`}
      </span>
    </>
  )
}
