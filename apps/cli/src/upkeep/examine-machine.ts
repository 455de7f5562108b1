/** The machine a relay runs on: version, limits, clock. */
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'
import { bad, fine, warn, type Finding } from './findings.ts'

const NEEDED_NODE = 26
/** Two thousand sockets, their files and some to spare. */
const NEEDED_FILES = 4096

export const examineNode = (version: string): Finding =>
  Number(version.split('.')[0]) >= NEEDED_NODE
    ? fine('Node', version)
    : bad('Node', version, `The relay needs Node ${NEEDED_NODE}: run it as node_modules/.bin/node, which \`npm install\` brings.`)

/** `limits`: /proc/self/limits; null where there is none. */
export const examineFileLimit = (limits: string | null): Finding => {
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits ?? '')?.[1]
  if (soft === undefined) return warn('open files', 'this machine does not say', 'See `ulimit -n`; the relay needs one for each member.')
  if (soft === 'unlimited' || Number(soft) >= NEEDED_FILES) return fine('open files', `${soft} at once`)
  return warn(
    'open files',
    `${soft} at once here`,
    `Each member connected takes one: LimitNOFILE=${NEEDED_FILES} or more (deploy/pergola.service sets it).`,
  )
}

const run = promisify(execFile)

/** `synchronised`: what `timedatectl` says, `yes` or `no`; null where it cannot be asked. */
export const examineClock = (synchronised: string | null, newestPush: number | null, now: number): readonly Finding[] => {
  const ahead = newestPush === null ? 0 : newestPush - now
  const against: Finding =
    ahead > 60_000
      ? bad(
          'clock',
          `${Math.round(ahead / 1000)} seconds behind the newest entry of the log`,
          'It was set back, or was wrong before. Set it right before the relay is started: the log is dated by it.',
        )
      : fine('clock', 'not behind what the log was dated with')
  if (synchronised === 'yes') return [against, fine('time service', 'synchronised')]
  if (synchronised === 'no')
    return [
      against,
      warn('time service', 'not synchronised', 'Install one (systemd-timesyncd or chrony): deadlines and sign-in rest on the clock.'),
    ]
  return [against, warn('time service', 'cannot be asked here', 'Make sure that the clock is kept right by a time service.')]
}

export const examineMachine = async (newestPush: number | null, now: number): Promise<readonly Finding[]> => {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => null)
  const synchronised = await run('timedatectl', ['show', '--property=NTPSynchronized', '--value']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  )
  return [examineNode(process.versions.node), examineFileLimit(limits), ...examineClock(synchronised, newestPush, now)]
}
