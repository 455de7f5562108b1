import { useMemo, useState } from 'react'
import type { GapCell, GapMap } from '../../../contract.ts'
import { Empty, ErrorNote, Link, Loading, MultiSelect, Page, Section } from '../../components/index.ts'
import { FetchedMap } from '../../components/map/FetchedMap.tsx'
import { useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useChoices, usePlaceName } from '../case/choices.ts'
import { addressOf } from '../directory/filters.ts'
import { DirectoryNav } from '../directory/DirectoryNav.tsx'
import lists from '../directory/lists.module.css'
import styles from './keeping.module.css'

/** Which kinds of support nobody offers where, from the directory and from needs that stay open. */
export const GapMapPage = () => {
  const t = useT()
  const choices = useChoices()
  const [kinds, setKinds] = useState<readonly string[]>([])
  const gaps = useSteadyQuery('gapMap', kinds.length === 0 ? {} : { kinds })
  return (
    <Page title={t('directory.room.gaps')} lead={t('keeping.gaps_lead')}>
      <DirectoryNav />
      <MultiSelect label={t('directory.kind')} value={kinds} onChange={setKinds} options={choices.kinds} isRequired />
      <ErrorNote problem={gaps.problem} />
      {gaps.state === 'loading' ? <Loading /> : null}
      {gaps.value === null ? null : gaps.value.cells.length === 0 ? (
        <Empty
          title={t('keeping.gaps_empty')}
          text={t('keeping.gaps_empty_why')}
          action={<Link to="/directory">{t('directory.title')}</Link>}
        />
      ) : (
        <Gaps gaps={gaps.value} />
      )}
    </Page>
  )
}

/** Kinds that nobody offers in a region, by country of that region. */
const Gaps = ({ gaps }: { readonly gaps: GapMap }) => {
  const t = useT()
  const placeName = usePlaceName()
  const [region, setRegion] = useState<string | null>(null)
  const missing = useMemo(() => missingByRegion(gaps.cells), [gaps])
  const countriesIn = (code: string): readonly string[] => gaps.countries[code] ?? []
  const byCountry = useMemo(
    () => new Map([...missing].flatMap(([code, count]) => (gaps.countries[code] ?? []).map((country) => [country, count] as const))),
    [missing, gaps],
  )
  const regionOf = (country: string): string | null => gaps.regions.find((code) => countriesIn(code).includes(country)) ?? null
  const cells = region === null ? gaps.cells : gaps.cells.filter((cell) => cell.region === region)
  return (
    <>
      <FetchedMap
        label={t('keeping.gaps_map')}
        values={byCountry}
        missing={needyCountries(gaps.cells, countriesIn)}
        selected={null}
        {...(region === null ? {} : { focus: countriesIn(region) })}
        onSelect={(country) => setRegion(region === null ? regionOf(country) : null)}
        sentence={(country, count) => t('keeping.gaps_country', { country: placeName(country), count })}
        legend={t('keeping.gaps_legend')}
        tone="gap"
        missingLegend={t('keeping.gaps_needy')}
      />
      <Section title={region === null ? t('keeping.gaps_list') : t('keeping.gaps_in', { region: placeName(region) })}>
        <GapTable cells={cells} regions={region === null ? gaps.regions : [region]} />
      </Section>
      <p className={lists.quiet}>{t('keeping.gaps_from', { kinds: gaps.kinds.length, regions: gaps.regions.length })}</p>
    </>
  )
}

const missingByRegion = (cells: readonly GapCell[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const cell of cells) if (cell.services === 0) found.set(cell.region, (found.get(cell.region) ?? 0) + 1)
  return found
}

/** Where somebody lacks what nobody offers. */
const needyCountries = (cells: readonly GapCell[], countriesIn: (region: string) => readonly string[]): ReadonlySet<string> =>
  new Set(cells.filter((cell) => cell.services === 0 && cell.uncoveredDays > 0).flatMap((cell) => countriesIn(cell.region)))

interface GapTableProps {
  readonly cells: readonly GapCell[]
  /** Those that are looked at. */
  readonly regions: readonly string[]
}

/** Where somebody lacks something, cell by cell; then kinds that nobody offers, each with its regions, or those that are served, in one line. */
const GapTable = ({ cells, regions }: GapTableProps) => {
  const t = useT()
  const needed = cells.filter((cell) => cell.needs > 0)
  const untouched = cells.filter((cell) => cell.needs === 0 && cell.services === 0)
  return (
    <>
      {needed.length === 0 ? null : (
        <div className={styles.wide} tabIndex={0} role="region" aria-label={t('keeping.gaps_needs')}>
          <NeedTable cells={needed} />
        </div>
      )}
      {untouched.length === 0 ? null : <NobodyList cells={untouched} regions={regions} />}
    </>
  )
}

const NeedTable = ({ cells }: { readonly cells: readonly GapCell[] }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('directory.kind')}</th>
          <th scope="col">{t('directory.region')}</th>
          <th scope="col">{t('keeping.gaps_services')}</th>
          <th scope="col">{t('keeping.gaps_needs')}</th>
          <th scope="col">{t('keeping.gaps_days')}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((cell) => (
          <tr key={`${cell.kind} ${cell.region}`}>
            <th scope="row">
              <a href={addressOf({ filter: { kinds: [cell.kind], regions: [cell.region] }, look: 'list' })}>
                {vocab('support_type', cell.kind)}
              </a>
            </th>
            <td>{placeName(cell.region)}</td>
            <td>{cell.services === 0 ? t('keeping.gaps_nobody') : format.number(cell.services)}</td>
            <td>{format.number(cell.needs)}</td>
            <td className={cell.uncoveredDays > 0 ? styles.red : undefined}>{t('case.chart.days', { days: cell.uncoveredDays })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const NobodyList = ({ cells, regions }: GapTableProps) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const kinds = [...new Set(cells.map(({ kind }) => kind))]
  const where = (kind: string): string => {
    const missing = new Set(cells.filter((cell) => cell.kind === kind).map(({ region }) => region))
    const served = regions.filter((region) => !missing.has(region))
    if (regions.length === 1 || missing.size <= served.length) return format.list([...missing].map(placeName))
    return served.length === 0
      ? t('keeping.gaps_everywhere')
      : t('keeping.gaps_everywhere_but', { places: format.list(served.map(placeName)) })
  }
  return (
    <>
      <h3>{t('keeping.gaps_nobody_at_all')}</h3>
      <ul className={lists.list}>
        {kinds.map((kind) => (
          <li key={kind}>
            <strong>{vocab('support_type', kind)}</strong>
            <span className={lists.quiet}>{where(kind)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
