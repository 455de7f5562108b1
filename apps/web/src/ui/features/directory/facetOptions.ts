/** Choices of a facet: those that leave something, with how much, and those chosen already. */
import { useMemo } from 'react'
import type { DirectoryFacets, FacetCount } from '../../../contract.ts'
import type { Option } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'

export type ListFacet = Extract<
  keyof DirectoryFacets,
  'kinds' | 'regions' | 'languages' | 'targets' | 'states' | 'providerKinds' | 'visibilities'
>

const LIST_OF: Readonly<Record<Exclude<ListFacet, 'regions' | 'languages'>, string>> = {
  kinds: 'support_type',
  targets: 'target_group',
  states: 'service_state',
  providerKinds: 'provider_kind',
  visibilities: 'visibility',
}

export type OptionsFor = (facet: ListFacet, chosen: readonly string[] | undefined) => readonly Option[]

/** Until the first answer there is nothing to choose from but what is chosen. */
export const useFacetOptions = (facets: DirectoryFacets | null): OptionsFor => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  return useMemo(() => {
    const name = (facet: ListFacet, code: string): string => {
      if (facet === 'regions') return placeName(code)
      if (facet === 'languages') return code === 'any' ? t('directory.any_language') : format.language(code)
      return vocab(LIST_OF[facet], code)
    }
    return (facet, chosen = []) => {
      const counts: readonly FacetCount[] = facets?.[facet] ?? []
      const gone = chosen.filter((code) => !counts.some((one) => one.code === code))
      return [...counts, ...gone.map((code) => ({ code, count: 0 }))].map(({ code, count }) => ({
        id: code,
        label: t('directory.choice', { name: name(facet, code), count: format.number(count) }),
      }))
    }
  }, [facets, t, vocab, format, placeName])
}
