import { fail } from '@pergola/protocol'

export { fail, ok, type Result } from '@pergola/protocol'

/** The input was not acceptable; `field` names the first field at fault, in the words of the model. */
export interface Invalid {
  readonly type: 'invalid'
  readonly field: string
}

export const invalid = (field: string): { readonly ok: false; readonly problem: Invalid } => fail({ type: 'invalid', field })
