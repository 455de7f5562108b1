/** What `pergola doctor` finds: one line each. */

export type Level = 'ok' | 'warn' | 'fail'

export interface Finding {
  readonly level: Level
  /** What was looked at, in a word or two. */
  readonly about: string
  readonly found: string
  /** What to do; empty where nothing is. */
  readonly hint: string
}

export const fine = (about: string, found: string): Finding => ({ level: 'ok', about, found, hint: '' })
export const warn = (about: string, found: string, hint: string): Finding => ({ level: 'warn', about, found, hint })
export const bad = (about: string, found: string, hint: string): Finding => ({ level: 'fail', about, found, hint })

const MARK: Readonly<Record<Level, string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' }

export const asText = (findings: readonly Finding[]): string =>
  findings.map(({ level, about, found, hint }) => `${MARK[level]}  ${about}: ${found}${hint === '' ? '' : `\n      ${hint}`}\n`).join('')
