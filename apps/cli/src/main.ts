/** Composition root of `pergola`: finds the command, runs it, prints its outcome, and is the one place where complaints end. */
import { overview, helpFor } from './command/help.ts'
import { readGiven } from './command/given.ts'
import { nearest } from './command/nearest.ts'
import type { Command } from './command/command.ts'
import { alerting } from './commands/alerting.ts'
import { asking } from './commands/asking.ts'
import { caselife } from './commands/caselife.ts'
import { casePackages } from './commands/casePackages.ts'
import { casework } from './commands/casework.ts'
import { consenting } from './commands/consenting.ts'
import { covering } from './commands/covering.ts'
import { databases } from './commands/databases.ts'
import { entering } from './commands/entering.ts'
import { exchanging } from './commands/exchanging.ts'
import { householdCommands } from './commands/household.ts'
import { looking } from './commands/looking.ts'
import { moving } from './commands/moving.ts'
import { network } from './commands/network.ts'
import { operating } from './commands/operating.ts'
import { recording } from './commands/recording.ts'
import { retentionCommands } from './commands/retention.ts'
import { safetyCommands } from './commands/safety.ts'
import { successionCommands } from './commands/succession.ts'
import { upkeep } from './commands/upkeep.ts'
import { verifying } from './commands/verifying.ts'
import { verifyWeb } from './commands/verifyWeb.ts'
import { visiting } from './commands/visiting.ts'
import { watching } from './commands/watching.ts'
import { nodeTerminal, type Terminal } from './ports/terminal.ts'
import { Complaint, misuse, spoken } from './voice.ts'

export const COMMANDS: readonly Command[] = [
  ...entering,
  ...casework,
  ...recording,
  ...asking,
  ...covering,
  ...alerting,
  ...looking,
  ...consenting,
  ...safetyCommands,
  ...watching,
  ...householdCommands,
  ...verifying,
  ...caselife,
  ...moving,
  ...casePackages,
  ...retentionCommands,
  ...network,
  ...successionCommands,
  ...exchanging,
  ...visiting,
  ...operating,
  ...upkeep,
  ...databases,
  verifyWeb,
]

/** The longest name that the words begin with. */
export const findCommand = (words: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | null => {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = COMMANDS.find((one) => one.name === name)
    if (command && words.length >= length) return { command, rest: words.slice(length) }
  }
  return null
}

const unknown = (words: readonly string[]): Complaint => {
  const typed = words.slice(0, 2).filter((word) => !word.startsWith('-'))
  const under = COMMANDS.filter(({ name }) => name.startsWith(`${typed[0]} `)).map(({ name }) => name)
  const near =
    nearest(
      typed.join(' '),
      COMMANDS.map(({ name }) => name),
    ) ??
    nearest(
      typed[0] ?? '',
      COMMANDS.map(({ name }) => name),
    )
  const hint = near
    ? `Did you mean \`pergola ${near}\`?`
    : under.length > 0
      ? `There is ${under.map((name) => `\`pergola ${name}\``).join(', ')}.`
      : 'See `pergola help`.'
  return misuse(`There is no command \`pergola ${typed.join(' ')}\`.`, hint)
}

const helpText = (words: readonly string[]): string => {
  const found = findCommand(words)
  if (found) return helpFor(found.command)
  if (words.length > 0) throw unknown(words)
  return overview(COMMANDS)
}

/** Exit code: 0 done, 1 it could not be done, 2 it was asked for wrongly. */
export const run = async (argv: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const [first] = argv
    if (first === undefined || first === 'help' || first === '--help') {
      terminal.out(helpText(argv.slice(1)))
      return 0
    }
    const found = findCommand(argv)
    if (!found) throw unknown(argv)
    const given = readGiven(found.command, found.rest)
    if (given.flag('help')) {
      terminal.out(helpFor(found.command))
      return 0
    }
    const { value, text, exitCode = 0 } = await found.command.run({ given, terminal })
    terminal.out(given.flag('json') ? `${JSON.stringify(value, null, 2)}\n` : text)
    return exitCode
  } catch (error) {
    if (!(error instanceof Complaint)) throw error
    terminal.err(spoken(error))
    return error.exitCode
  }
}

if (import.meta.main) {
  const exitCode = await run(process.argv.slice(2), nodeTerminal())
  // Everything written has to be out before the process ends, and no idle connection may keep it.
  process.stdout.write('', () => process.exit(exitCode))
}
