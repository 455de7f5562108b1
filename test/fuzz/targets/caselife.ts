/** What a member's own client may have written of cover, hand-overs, phases, tasks and closings: read without throwing, whatever it is. */
import { docAt, readClosings, readMentions, readTasks } from '@pergola/core/caselife'
import { caseRules, costOf, isOwed, overlapsOf, readCase, readChecklist, readPhases, whatIf } from '@pergola/core/casework'
import { applyTo, decodePayload, emptyDoc, encodePayload, type Author, type Op } from '@pergola/core/record'
import type { OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { hold, utf8, type Target } from '../target.ts'

const HOLDER = 'b'.repeat(32) as OrgId
const SPACE = 'c'.repeat(32) as SpaceId
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as PersonId, org: HOLDER, role: 'editor' }
const [one, two] = [`${HOLDER}:1`, `${HOLDER}:2`]
const day = '2026-03-01'
const terms = {
  conditions: 'x',
  cost: { amount: 7, currency: 'EUR', basis: 'week' },
  place: 'NL',
  reimbursement: { by: HOLDER, settled: day },
}

const OPS: readonly Op[] = [
  { o: 'set', c: 'need', i: 'n', f: { person: 'p', kind: 'medical', from: day, to: '2026-05-01' } },
  { o: 'set', c: 'commitment', i: one, f: { need: 'n', from: day, to: '2026-04-01', state: 'confirmed', ...terms } },
  { o: 'set', c: 'commitment', i: two, f: { need: 'n', from: '2026-03-20', to: '2026-04-20', state: 'active' } },
  { o: 'add', c: 'handover', i: `${one}:${two}`, f: 'ticked', v: `${HOLDER}:story` },
  { o: 'add', c: 'handover', i: `${one}:${two}`, f: 'items', v: `${HOLDER}:x` },
  { o: 'set', c: 'phase', i: 'f', f: { kind: 'in_exile', from: day, place: 'NL' } },
  { o: 'set', c: 'task', i: one, f: { text: 'x', owner: author.person, due: day, doneOn: day } },
  {
    o: 'set',
    c: 'closing',
    i: 'e',
    f: { on: day, reason: 'safe', outcomes: [{ need: 'n', change: 'better', text: 'x' }], wouldReturn: 'yes' },
  },
  { o: 'note', c: 'note', i: 'm', f: { text: 'x', mentions: ['p', 'p'] } },
]
const words = ['commitment', 'handover', 'phase', 'task', 'closing', 'mentions', 'outcomes', 'cost', '__proto__', day].map((word) =>
  Uint8Array.of(0x60 + word.length, ...utf8(word)),
)

export const caselifeTargets: readonly Target[] = [
  {
    name: 'case life',
    seeds: () => {
      const written = encodePayload({ at: 5 as never, ops: OPS })
      return written.ok ? [written.value] : []
    },
    words,
    run: (input) => {
      const read = decodePayload(input)
      if (!read.ok) return false
      const rules = caseRules(HOLDER)
      const { doc } = applyTo(emptyDoc(), [{ payload: read.value, author }], rules)
      const { needs, commitments } = readCase(SPACE, doc)
      hold(
        commitments.every((bar) => (costOf(bar)?.amount ?? 0) >= 0 && typeof isOwed(bar) === 'boolean'),
        'a cost below nothing',
      )
      hold(
        overlapsOf(commitments).every(({ days, commitments: those }) => days > 0 && those.length > 1),
        'an overlap of nobody',
      )
      const { opensDays, closesDays } = whatIf({ needs, commitments }, [{ type: 'leave', org: HOLDER, from: day as never }])
      hold(opensDays >= 0 && closesDays === 0, 'cover that comes by leaving')
      hold(
        readPhases(doc).every(({ from, to }) => to === null || to >= from),
        'a phase that ends before it begins',
      )
      hold(readChecklist(doc, one, two, 'gives').length >= 8, 'a list without its items')
      hold(
        readMentions(doc).every(({ person }) => person !== author.person) && readTasks(doc).every(({ text }) => text !== ''),
        'a task without words',
      )
      hold(
        readClosings(doc).every(({ outcomes }) => new Set(outcomes.map(({ need }) => need)).size === outcomes.length),
        'a need with two outcomes',
      )
      const written = read.value.ops.map((op) => ({ clock: read.value.at, author, op }))
      hold(docAt(written, -1, rules).rows.size === 0, 'something before everything')
      return true
    },
  },
]
