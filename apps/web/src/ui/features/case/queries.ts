import type { Option } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'

/** The other member organisations, to name one of them. */
export const useOtherOrganisations = (): readonly Option[] => {
  const network = useQuery('network', {})
  return (network.value?.organisations ?? []).filter((one) => !one.own).map((one) => ({ id: one.profile.org, label: one.profile.name }))
}
