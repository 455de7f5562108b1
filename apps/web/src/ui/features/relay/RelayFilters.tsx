import type { OrgId } from '@pergola/protocol'
import type { RelayFilter } from '../../../contract.ts'
import { Button, Select, type Option } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useCountryOptions, useT } from '../../i18n/index.ts'
import { KINDS, REGIONS } from '../case/choices.ts'
import styles from './relay.module.css'

const GROUPS = ['security', 'legal', 'humanitarian', 'relocation', 'advocacy', 'digital'] as const

/** Groups first, each before its kinds. */
const useKinds = (): readonly Option[] => {
  const t = useT()
  const groups = GROUPS.map((id) => ({ id, label: t('relay.filter.all_of', { group: t(`vocab.support_group.${id}`) }) }))
  return [...groups, ...KINDS.map((id) => ({ id, label: t(`vocab.support_type.${id}`) }))]
}

const useMembers = (): readonly Option[] =>
  (useQuery('network', {}).value?.organisations ?? []).map(({ profile }) => ({ id: profile.org, label: profile.name }))

/** Which needs to look at, and what if one organisation left. */
export const RelayFilters = ({
  filter,
  onFilter,
  without,
  onWithout,
}: {
  readonly filter: RelayFilter
  readonly onFilter: (filter: RelayFilter) => void
  readonly without: string
  readonly onWithout: (org: string) => void
}) => {
  const t = useT()
  const countries = useCountryOptions()
  const members = useMembers()
  const kinds = useKinds()
  const regions = REGIONS.map((id) => ({ id, label: t(`vocab.region.${id}`) }))
  const set = (key: keyof RelayFilter) => (value: string) => {
    const { [key]: _before, ...rest } = filter
    onFilter(value === '' ? rest : { ...rest, [key]: value as OrgId })
  }
  const isSet = Object.keys(filter).length > 0 || without !== ''
  const every = t('relay.filter.all')
  return (
    <div className={styles.filters} role="search" aria-label={t('relay.filter.title')}>
      <Select
        label={t('relay.filter.kind')}
        value={filter.kind ?? ''}
        onChange={set('kind')}
        options={kinds}
        placeholder={every}
        isRequired
      />
      <Select
        label={t('relay.filter.place')}
        value={filter.place ?? ''}
        onChange={set('place')}
        options={[...regions, ...countries]}
        placeholder={every}
        isRequired
      />
      <Select
        label={t('relay.filter.org')}
        value={filter.org ?? ''}
        onChange={set('org')}
        options={members}
        placeholder={every}
        isRequired
      />
      <Select
        label={t('relay.filter.without')}
        value={without}
        onChange={onWithout}
        options={members}
        placeholder={t('relay.filter.nobody')}
        isRequired
      />
      {isSet ? (
        <Button
          kind="bare"
          icon="close"
          onPress={() => {
            onFilter({})
            onWithout('')
          }}
        >
          {t('relay.filter.clear')}
        </Button>
      ) : null}
    </div>
  )
}
