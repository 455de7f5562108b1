/** What the parts of the verification share. */
import { createContext, useContext } from 'react'
import type { DefenderTest } from '@pergola/core/verification'
import type { VerificationView } from '../../../contract.ts'

/** The form that is open. */
export type Form =
  | { readonly form: 'work' }
  | { readonly form: 'test'; readonly test: DefenderTest }
  | { readonly form: 'evidence'; readonly id: string | null }
  | { readonly form: 'opinion' }
  | { readonly form: 'appeal' }
  | { readonly form: 'route'; readonly to: string }
  | { readonly form: 'vouch' }

export interface Verifying {
  readonly found: VerificationView
  readonly open: (form: Form) => void
}

export const VerifyingContext = createContext<Verifying | null>(null)

export const useVerifying = (): Verifying => {
  const verifying = useContext(VerifyingContext)
  if (verifying === null) throw new Error('No verification above this component')
  return verifying
}
