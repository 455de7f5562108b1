import { useState } from 'react'
import type { DirectoryFacets, DirectorySort } from '../../../contract.ts'
import { Button, Checkbox, MultiSelect, Select, TextField } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { type OptionsFor, useFacetOptions } from './facetOptions.ts'
import { type Asking, SORTS, isAsking } from './filters.ts'
import styles from './directory.module.css'

export interface FinderProps {
  readonly asking: Asking
  readonly facets: DirectoryFacets | null
  readonly total: number | null
}

/** Words, then what kind and where; the rest opens on asking. Each choice says how many it leaves. */
export const Finder = ({ asking, facets, total }: FinderProps) => {
  const t = useT()
  const options = useFacetOptions(facets)
  const { filter, change } = asking
  const [isWide, setWide] = useState(() => hasMore(asking))
  return (
    <search className={styles.finder} aria-label={t('directory.filters')}>
      <div className={styles.fields}>
        <TextField
          label={t('directory.find')}
          value={filter.text ?? ''}
          onChange={(text) => change({ text })}
          inputMode="search"
          isRequired
        />
        <MultiSelect
          label={t('directory.kind')}
          value={filter.kinds ?? []}
          onChange={(kinds) => change({ kinds })}
          options={options('kinds', filter.kinds)}
          isRequired
        />
        <MultiSelect
          label={t('directory.region')}
          value={filter.regions ?? []}
          onChange={(regions) => change({ regions })}
          options={options('regions', filter.regions)}
          isRequired
        />
        <Select
          label={t('directory.sort')}
          value={filter.sort ?? 'provider'}
          onChange={(sort) => change({ sort: sort as DirectorySort })}
          options={SORTS.map((id) => ({ id, label: t(`directory.sort.${id}`) }))}
          isRequired
        />
      </div>
      {isWide ? <MoreFields asking={asking} options={options} /> : null}
      <div className={styles.switches}>
        <Checkbox
          label={t('directory.free', { count: facets?.free ?? 0 })}
          value={filter.free === true}
          onChange={(free) => change({ free })}
        />
        <Checkbox
          label={t('directory.only_stale', { count: facets?.stale ?? 0 })}
          value={filter.stale === true}
          onChange={(stale) => change({ stale })}
        />
        <Checkbox
          label={t('directory.ours', { count: facets?.own ?? 0 })}
          value={filter.own === true}
          onChange={(own) => change({ own })}
        />
        <Button kind="bare" onPress={() => setWide(!isWide)}>
          {t(isWide ? 'directory.fewer' : 'directory.more')}
        </Button>
        {isAsking(filter) ? (
          <Button kind="bare" onPress={() => asking.replace(filter.sort === undefined ? {} : { sort: filter.sort })}>
            {t('cases.clear')}
          </Button>
        ) : null}
        <span className={styles.count} role="status">
          {total === null ? '' : t('directory.count', { count: total })}
        </span>
      </div>
    </search>
  )
}

const hasMore = ({ filter: { languages, targets, states, providerKinds, visibilities } }: Asking): boolean =>
  [languages, targets, states, providerKinds, visibilities].some((chosen) => chosen !== undefined)

const MoreFields = ({ asking: { filter, change }, options }: { readonly asking: Asking; readonly options: OptionsFor }) => {
  const t = useT()
  return (
    <div className={styles.fields}>
      <MultiSelect
        label={t('directory.languages')}
        value={filter.languages ?? []}
        onChange={(languages) => change({ languages })}
        options={options('languages', filter.languages)}
        isRequired
      />
      <MultiSelect
        label={t('directory.targets')}
        value={filter.targets ?? []}
        onChange={(targets) => change({ targets })}
        options={options('targets', filter.targets)}
        isRequired
      />
      <MultiSelect
        label={t('directory.state')}
        value={filter.states ?? []}
        onChange={(states) => change({ states: states as NonNullable<typeof filter.states> })}
        options={options('states', filter.states)}
        isRequired
      />
      <MultiSelect
        label={t('directory.provider_kind')}
        value={filter.providerKinds ?? []}
        onChange={(kinds) => change({ providerKinds: kinds as NonNullable<typeof filter.providerKinds> })}
        options={options('providerKinds', filter.providerKinds)}
        isRequired
      />
      <MultiSelect
        label={t('directory.visibility')}
        value={filter.visibilities ?? []}
        onChange={(visibilities) => change({ visibilities: visibilities as NonNullable<typeof filter.visibilities> })}
        options={options('visibilities', filter.visibilities)}
        isRequired
      />
    </div>
  )
}
