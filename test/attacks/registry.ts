/** All attacks, by who does them, and the table of them. */
import { tableOf } from '../faults/report.ts'
import { isElsewhere, isTried, type Attack, type Attacker, type Elsewhere, type Told } from './attack.ts'
import { DEVICE_ATTACKS } from './deviceAttacks.ts'
import { ELSEWHERE, LIMITS_TOLD } from './elsewhere.ts'
import { KEPT_ATTACKS } from './keptAttacks.ts'
import { MEMBER_ATTACKS } from './memberAttacks.ts'
import { OUTSIDER_ATTACKS } from './outsiderAttacks.ts'
import { RELAY_ATTACKS } from './relayAttacks.ts'
import { SNAPSHOT_ATTACKS } from './snapshotAttacks.ts'

export type Entry = Attack | Elsewhere | Told

const ORDER: readonly Attacker[] = [
  'relay',
  'member',
  'removed member',
  'outsider',
  'disk thief',
  'device thief',
  'code server',
  'bad luck',
]

export const ATTACKS: readonly Entry[] = [
  ...RELAY_ATTACKS,
  ...KEPT_ATTACKS,
  ...SNAPSHOT_ATTACKS,
  ...MEMBER_ATTACKS,
  ...OUTSIDER_ATTACKS,
  ...DEVICE_ATTACKS,
  ...ELSEWHERE,
  ...LIMITS_TOLD,
].toSorted((a, b) => ORDER.indexOf(a.who) - ORDER.indexOf(b.who))

const whatHappens = ({ answer }: Entry): string => {
  if (answer.t === 'named') return `detected and named: ${answer.as.map((name) => `*${name}*`).join(' or ')}`
  return answer.t === 'prevented' ? `prevented: ${answer.how}` : `known limit, “${answer.section.replace(/\.$/, '')}”: ${answer.how}`
}

const ruleOf = (title: string): string => /^[A-Z]+-\d+(?: [A-Z]+-\d+)*/.exec(title)?.[0] ?? ''

const testedBy = (entry: Entry): string => {
  if (isTried(entry)) return ruleOf(entry.title)
  return isElsewhere(entry) ? `${ruleOf(entry.test)} ${entry.file}`.trim() : 'SECURITY.md'
}

/** `verdict`: what came of it in this run; left out where nothing was run. */
export const attackTable = (verdict?: (entry: Entry) => string): string => {
  const head = ['who', 'attack', 'what happens', 'by which test', ...(verdict ? ['in this run'] : [])]
  return tableOf(
    head,
    ATTACKS.map((entry) => [entry.who, entry.attack, whatHappens(entry), testedBy(entry), ...(verdict ? [verdict(entry)] : [])]),
  )
}

/** docs/attacks.md, whole. */
export const attackPage = (): string =>
  `# Attacks that are tried

Made by \`node test/attacks/all.ts --page\`; a test holds it to the entries in \`test/attacks\`. \`npm run attacks\` really does each of
them and prints this table with what came of it. The names in italics are what members' devices say. Known limits stand in
[SECURITY.md](../SECURITY.md) under these words.

${attackTable()}
`
