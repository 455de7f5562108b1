import { useMemo } from 'react'
import type { DirectoryFacets } from '../../../contract.ts'
import { Button } from '../../components/index.ts'
import { FetchedMap } from '../../components/map/FetchedMap.tsx'
import { useT } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import type { Asking } from './filters.ts'
import styles from './directory.module.css'

export interface ServiceMapProps {
  readonly asking: Asking
  readonly facets: DirectoryFacets
}

/** How many services of the question reach each country. Choosing a country narrows the question to it. */
export const ServiceMap = ({ asking, facets }: ServiceMapProps) => {
  const t = useT()
  const placeName = usePlaceName()
  const { filter, change } = asking
  const values = useMemo(() => new Map(facets.countries.map(({ code, count }) => [code, count])), [facets])
  const chosen = filter.regions?.length === 1 ? (filter.regions[0] ?? null) : null
  const country = chosen !== null && values.has(chosen) ? chosen : null
  return (
    <div className={styles.map}>
      <FetchedMap
        label={t('directory.map')}
        values={values}
        selected={country}
        {...(country === null ? {} : { focus: [country] })}
        onSelect={(code) => change({ regions: code === country ? [] : [code] })}
        sentence={(code, value) => t('directory.map_country', { country: placeName(code), count: value })}
        legend={t('directory.map_legend')}
      />
      <p className={styles.quiet}>
        {t('directory.map_world', { count: facets.world })} {t('directory.map_outlines')}{' '}
        {country === null ? null : (
          <Button kind="bare" onPress={() => change({ regions: [] })}>
            {t('directory.map_whole')}
          </Button>
        )}
      </p>
    </div>
  )
}
