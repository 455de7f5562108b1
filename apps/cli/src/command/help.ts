/** Help, from what the commands say of themselves. */
import { EVERYWHERE } from './given.ts'
import { GROUPS, type Argument, type Command, type Option } from './command.ts'

const WIDTH = 100

const wrapped = (text: string, indent: number): string => {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!
    if (last !== '' && last.length + word.length + 1 > WIDTH - indent) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join(`\n${' '.repeat(indent)}`)
}

const argWord = ({ name, optional, rest }: Argument): string => {
  const word = `${name.toUpperCase()}${rest === true ? ' …' : ''}`
  return optional === true ? `[${word}]` : word
}

const optionWord = (name: string, { type, value }: Option): string => `--${name}${type === 'flag' ? '' : ` ${value ?? 'TEXT'}`}`

const usage = ({ name, args, options }: Command): string => {
  const required = Object.entries(options).filter(([, { required: needed }]) => needed === true)
  return ['pergola', name, ...args.map(argWord), ...required.map(([option, rule]) => optionWord(option, rule)), '[options]'].join(' ')
}

const section = (title: string, rows: readonly (readonly [string, string])[]): string => {
  if (rows.length === 0) return ''
  const widest = Math.max(...rows.map(([left]) => left.length))
  return `\n${title}\n${rows.map(([left, right]) => `  ${left.padEnd(widest)}  ${wrapped(right, widest + 4)}`).join('\n')}\n`
}

const optionRow = ([name, option]: readonly [string, Option]): readonly [string, string] => {
  const choices = option.choices ? ` (${option.choices.join(', ')})` : ''
  return [optionWord(name, option), `${option.about}${choices}`]
}

export const helpFor = (command: Command): string =>
  [
    `${command.summary}\n\n  ${usage(command)}\n`,
    command.about === undefined ? '' : `\n${wrapped(command.about, 0)}\n`,
    section(
      'Takes',
      command.args.map((one) => [argWord(one), one.about] as const),
    ),
    section('Options', Object.entries({ ...command.options, ...EVERYWHERE }).map(optionRow)),
    command.examples.length === 0 ? '' : `\nExamples\n${command.examples.map((line) => `  ${line}`).join('\n')}\n`,
  ].join('')

export const overview = (commands: readonly Command[]): string => {
  const groups = GROUPS.map((group) =>
    section(
      group,
      commands.filter((command) => command.group === group).map(({ name, summary }) => [name, summary] as const),
    ),
  )
  return [
    'Pergola: sealed casework between organisations that protect human rights defenders.\n\n  pergola COMMAND [options]\n',
    ...groups,
    '\n`pergola COMMAND --help` says more. A profile folder (--profile, PERGOLA_PROFILE, or ~/.pergola) holds what this machine knows, sealed\n' +
      'under your passphrase, which is asked for, or read from --passphrase-file or PERGOLA_PASSPHRASE. It is never an argument.\n',
  ].join('')
}
