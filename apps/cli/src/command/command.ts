/** What a command is: its words, what it takes, and what it does. Help and parsing both read this. */
import type { Terminal } from '../ports/terminal.ts'
import type { Given } from './given.ts'

export interface Option {
  /** `text` one value, `list` may be repeated or given with commas, `flag` is there or not. */
  readonly type: 'text' | 'list' | 'flag'
  readonly about: string
  /** Shown in help in place of the value. */
  readonly value?: string
  readonly choices?: readonly string[]
  readonly required?: boolean
}

export interface Argument {
  readonly name: string
  readonly about: string
  readonly optional?: boolean
  /** Takes all that follow, joined by spaces. */
  readonly rest?: boolean
}

/** What a command has to say: data for `--json`, lines for people. */
export interface Outcome {
  readonly value: unknown
  readonly text: string
  readonly exitCode?: number
}

export interface Call {
  readonly given: Given
  readonly terminal: Terminal
}

/** Headings of the overview, in its order. */
export const GROUPS = [
  'Getting in',
  'Casework',
  'Consent',
  'Risk and safety',
  'People',
  'Verification',
  'Life of a case',
  'Network',
  'Intake, without an account',
  'Operation',
] as const
type Group = (typeof GROUPS)[number]

export interface Command {
  /** E.g. `case new`. */
  readonly name: string
  readonly group: Group
  readonly summary: string
  /** More than the summary, where there is more to say. */
  readonly about?: string
  readonly args: readonly Argument[]
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly string[]
  readonly run: (call: Call) => Promise<Outcome>
}

export const text = (about: string, value = 'TEXT'): Option => ({ type: 'text', about, value })
export const must = (about: string, value = 'TEXT'): Option => ({ type: 'text', about, value, required: true })
export const list = (about: string, value = 'A,B'): Option => ({ type: 'list', about, value })
export const flag = (about: string): Option => ({ type: 'flag', about })
export const oneOf = (about: string, choices: readonly string[], required = false): Option => ({
  type: 'text',
  about,
  value: 'ONE',
  choices,
  required,
})
export const arg = (name: string, about: string): Argument => ({ name, about })

export const said = (value: unknown, text: string, exitCode = 0): Outcome => ({ value, text, exitCode })
