/** What somebody typed after the command's name, checked against what the command takes. */
import { parseArgs } from 'node:util'
import { parseDay, addDays, type Day } from '@pergola/core/casework'
import { misuse } from '../voice.ts'
import { nearest } from './nearest.ts'
import type { Command, Option } from './command.ts'

/** Options that every command understands. */
export const EVERYWHERE: Readonly<Record<string, Option>> = {
  json: { type: 'flag', about: 'print data for programs instead of text for people' },
  help: { type: 'flag', about: 'this text' },
}

type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

const HOUR_MS = 3_600_000
const SPAN = /^(\d{1,4})\s*(h|d)$/u

export class Given {
  readonly #command: Command
  readonly #values: Values
  readonly #args: Readonly<Record<string, string>>

  constructor(command: Command, values: Values, args: Readonly<Record<string, string>>) {
    this.#command = command
    this.#values = values
    this.#args = args
  }

  #known(name: string): void {
    const { options, args } = this.#command
    if (!(name in options) && !(name in EVERYWHERE) && !args.some((one) => one.name === name))
      throw new Error(`${this.#command.name} takes no ${name}`)
  }

  /** '' where it was not given. */
  text(name: string): string {
    this.#known(name)
    const value = this.#values[name] ?? this.#args[name]
    return typeof value === 'string' ? value : ''
  }

  has(name: string): boolean {
    this.#known(name)
    return this.#values[name] !== undefined || this.#args[name] !== undefined
  }

  flag(name: string): boolean {
    this.#known(name)
    return this.#values[name] === true
  }

  list(name: string): readonly string[] {
    this.#known(name)
    const values = (this.#values[name] ?? []) as readonly string[]
    return values
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== '')
  }

  /** Repeated texts that may hold commas. */
  texts(name: string): readonly string[] {
    this.#known(name)
    return ((this.#values[name] ?? []) as readonly string[]).map((value) => value.trim()).filter((value) => value !== '')
  }

  whole(name: string, otherwise: number): number {
    const typed = this.text(name)
    if (typed === '') return otherwise
    if (!/^\d{1,9}$/u.test(typed)) throw misuse(`--${name} takes a whole number, not "${typed}".`, `Example: --${name} ${otherwise}`)
    return Number(typed)
  }

  /** `2027-03-14`, `today`, `+14`, `-3`. */
  day(name: string, today: Day, otherwise: Day | null = null): Day {
    const typed = this.text(name)
    if (typed === '' && otherwise !== null) return otherwise
    const shift = /^[+-]\d{1,4}$/u.exec(typed)
    const day = typed === 'today' ? today : shift ? addDays(today, Number(typed)) : parseDay(typed)
    if (day === null) throw misuse(`--${name} takes a day, not "${typed}".`, `Write it as 2027-03-14, today, or +14 for in fourteen days.`)
    return day
  }

  /** `48h` or `3d`, in milliseconds. */
  span(name: string, otherwise: number): number {
    const typed = this.text(name)
    if (typed === '') return otherwise
    const [, count, unit] = SPAN.exec(typed) ?? []
    if (count === undefined) throw misuse(`--${name} takes a length of time, not "${typed}".`, 'Write 48h or 3d.')
    return Number(count) * HOUR_MS * (unit === 'd' ? 24 : 1)
  }

  one<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const typed = this.text(name)
    return choices.find((choice) => choice === typed) ?? otherwise
  }
}

type Config = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>

const configOf = (options: Readonly<Record<string, Option>>): Config =>
  Object.fromEntries(
    Object.entries({ ...EVERYWHERE, ...options }).map(([name, { type }]) => [
      name,
      type === 'flag' ? { type: 'boolean' } : { type: 'string', multiple: type === 'list' },
    ]),
  )

/** `-3` after an option is a day, not an option. */
const withShiftsJoined = (argv: readonly string[]): string[] => {
  const joined: string[] = []
  for (const [at, word] of argv.entries()) {
    const before = argv[at - 1]
    const isShift = /^-\d{1,4}$/u.test(word) && before !== undefined && /^--[a-z-]+$/u.test(before)
    if (isShift) joined[joined.length - 1] = `${before}=${word}`
    else joined.push(word)
  }
  return joined
}

const unknownOption = (command: Command, typed: string): Error => {
  const near = nearest(typed.replace(/^-+/u, ''), Object.keys({ ...EVERYWHERE, ...command.options }))
  return misuse(
    `\`pergola ${command.name}\` has no option ${typed}.`,
    near ? `Did you mean --${near}?` : `See \`pergola ${command.name} --help\`.`,
  )
}

const parsed = (command: Command, argv: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } => {
  try {
    return parseArgs({ args: withShiftsJoined(argv), options: configOf(command.options), allowPositionals: true, strict: true }) as never
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const [, unknown] = /Unknown option '([^']+)'/u.exec(message) ?? []
    if (unknown !== undefined) throw unknownOption(command, unknown)
    throw misuse(
      `${message.split('\n', 1)[0]?.replace(/\.$/u, '') ?? 'The options cannot be read'}.`,
      `See \`pergola ${command.name} --help\`.`,
    )
  }
}

const argsFrom = (command: Command, positionals: readonly string[]): Readonly<Record<string, string>> => {
  const given: Record<string, string> = {}
  const left = [...positionals]
  for (const { name, rest, optional } of command.args) {
    const value = rest === true ? left.splice(0).join(' ') : left.shift()
    if (value !== undefined && value !== '') given[name] = value
    else if (optional !== true)
      throw misuse(`\`pergola ${command.name}\` needs ${name.toUpperCase()}.`, `See \`pergola ${command.name} --help\`.`)
  }
  if (left.length > 0) throw misuse(`\`pergola ${command.name}\` does not take "${left[0]}".`, 'Put texts with spaces between quotes.')
  return given
}

const checkChoices = (command: Command, values: Values): void => {
  for (const [name, { required, choices }] of Object.entries(command.options)) {
    const value = values[name]
    if (required === true && value === undefined)
      throw misuse(`\`pergola ${command.name}\` needs --${name}.`, `See \`pergola ${command.name} --help\`.`)
    if (choices === undefined || typeof value !== 'string' || choices.includes(value)) continue
    const near = nearest(value, choices)
    throw misuse(`--${name} cannot be "${value}".`, near ? `Did you mean ${near}?` : `One of: ${choices.join(', ')}.`)
  }
}

/** Throws a complaint for anything that the command does not take. */
export const readGiven = (command: Command, argv: readonly string[]): Given => {
  const { values, positionals } = parsed(command, argv)
  if (values['help'] === true) return new Given(command, values, {})
  checkChoices(command, values)
  return new Given(command, values, argsFrom(command, positionals))
}
