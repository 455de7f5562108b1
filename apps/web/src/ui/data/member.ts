import type { SessionState } from '../../contract.ts'
import { useQuery } from './hooks.ts'
import type { Role } from './ids.ts'

/** From least to most, as in the protocol. */
export const ROLES: readonly Role[] = ['reader', 'contributor', 'editor', 'steward']

/** The signed-in member, or null while that is not known. */
export const useMember = (): Extract<SessionState, { state: 'open' }> | null => {
  const { value } = useQuery('session', {})
  return value?.state === 'open' ? value : null
}

/** Whether the member's role reaches `least`. A page hides what cannot be done and says who can. */
export const useMay = (least: Role): boolean => {
  const member = useMember()
  return member !== null && ROLES.indexOf(member.role) >= ROLES.indexOf(least)
}

/** The same for what is written into the network's book: nobody whose organisation is out of the network writes there. */
export const useMayInNetwork = (least: Role): boolean => {
  const may = useMay(least)
  const network = useQuery('network', {}).value
  return may && (network === null || network.goneSince === null)
}
