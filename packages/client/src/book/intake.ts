/**
 * The organisation's intake in its book: `intakeKey/<number>` {seed, issued, expires, intro, languages} is kept for good, so
 * that what was sealed to an older key still opens; `intake/main` {open, key} says which one is published. A number is drawn
 * at random: two members who open the intake at once must not write two seeds under one number.
 */
import { flagIn, linesIn, rowAt, setOp, textIn, valueOf, wholeIn, type Doc, type Op } from '@pergola/core/record'

export interface IntakeKey {
  readonly number: number
  /** 32 bytes: the KEM seed. */
  readonly seed: Uint8Array
  readonly issued: number
  readonly expires: number
  readonly intro: string
  readonly languages: readonly string[]
}

export interface Intake extends Omit<IntakeKey, 'seed'> {
  readonly open: boolean
}

/** null before it was ever opened. */
export const readIntake = (doc: Doc): Intake | null => {
  const main = rowAt(doc, 'intake', 'main')
  const key = intakeKey(doc, wholeIn(main, 'key', 0))
  if (key === null) return null
  const { seed: _, ...rest } = key
  return { ...rest, open: flagIn(main, 'open') }
}

export const intakeKey = (doc: Doc, number: number): IntakeKey | null => {
  const row = rowAt(doc, 'intakeKey', String(number))
  const seed = valueOf(row, 'seed')
  if (!(seed instanceof Uint8Array) || seed.length !== 32) return null
  return {
    number,
    seed,
    issued: wholeIn(row, 'issued', 0),
    expires: wholeIn(row, 'expires', 0),
    intro: textIn(row, 'intro'),
    languages: linesIn(row, 'languages', 35),
  }
}

export const publishIntake = ({ number, seed, issued, expires, intro, languages }: IntakeKey): readonly Op[] => [
  setOp('intakeKey', String(number), { seed, issued, expires, intro, languages: [...languages] }),
  setOp('intake', 'main', { open: true, key: number }),
]

export const unpublishIntake = (): Op => setOp('intake', 'main', { open: false })
