/** Cases that were closed long ago: some of what is kept of them is due to go, some is held, and some waits for a second person. */
import type { ClosingReason } from '@pergola/core/caselife'
import type { Day } from '@pergola/core/casework'
import type { RecordId } from '@pergola/core/record'
import type { SpaceId } from '@pergola/protocol'
import type { OrgKey } from '../cast.ts'
import type { GatheredOrg } from '../gather.ts'
import { dayAt, later, type Act, type Later } from '../stage.ts'

interface ClosedLongAgo {
  readonly by: OrgKey
  readonly pseudonym: string
  readonly country: string
  readonly summary: string
  readonly name: string
  /** Days from now. */
  readonly closedAt: number
  readonly reason: ClosingReason
  readonly says: string
  /** Why it is kept all the same. */
  readonly held?: string
}

const CLOSED: readonly ClosedLongAgo[] = [
  {
    ...{ by: 'riverbank', pseudonym: 'Sandgrouse', country: 'KE', name: 'Peter Lokwang', closedAt: -135, reason: 'safe' },
    summary: 'Invented. Counted dead fish below the tannery; two nights with a colleague, then the tannery was shut.',
    says: 'Nobody asks after me any more.',
  },
  {
    ...{ by: 'riverbank', pseudonym: 'Turaco', country: 'UG', name: 'Sarah Akello', closedAt: -132, reason: 'safe' },
    summary: 'Invented. Beaten at a meeting on land; the hearing against those who did it goes on.',
    says: 'I will say it in court once more, if they ask.',
    held: 'The court may ask for the photographs until the hearing is over.',
  },
  {
    ...{ by: 'riverbank', pseudonym: 'Weaver', country: 'KE', name: 'Mary Jepkosgei', closedAt: -75, reason: 'outside_mandate' },
    summary: 'Invented. A quarrel over rent; sent on to the tenants’ office in town.',
    says: '',
  },
  {
    ...{ by: 'qanat', pseudonym: 'Hoopoe', country: 'TN', name: 'سامي العياري', closedAt: -134, reason: 'safe' },
    summary: 'من نسج الخيال. صوّر وقفة احتجاج فاستُدعي مرتين؛ حُفظت القضية.',
    says: 'عدت إلى عملي.',
  },
  {
    ...{ by: 'qanat', pseudonym: 'Bulbul', country: 'JO', name: 'هند القاسم', closedAt: -131, reason: 'safe' },
    summary: 'من نسج الخيال. نقابية فُصلت من عملها؛ أعادتها المحكمة إليه.',
    says: 'أنام الآن.',
    held: 'مهلة الاستئناف لم تنته بعد.',
  },
]

const NEED = { kind: 'legal.defence', urgency: 'weeks', headcount: 1, note: '' } as const
const OPEN_FOR = 15

/** The space and the need of one, once it is opened. */
type Opened = Later<{ readonly space: SpaceId; readonly need: RecordId }>

const opens = async (one: ClosedLongAgo, opened: Opened, { officer }: GatheredOrg): Promise<void> => {
  const { pseudonym, country, summary, name } = one
  const { space } = await officer.run('createCase', { pseudonym, country, urgency: 'weeks', summary })
  const { id: person } = await officer.run('savePerson', { space, role: 'defender', label: 'Defender', relation: '', languages: [] })
  const unknown = { otherNames: '', contact: '', whereabouts: '', birth: '', documents: '' } as const
  await officer.run('saveIdentity', { space, identity: { person, name, ...unknown } })
  const today = officer.today()
  const need = { person, ...NEED, from: today, to: dayAt({ today }, OPEN_FOR), place: country }
  const { id } = await officer.run('saveNeed', { space, need })
  opened.is({ space, need: id })
}

const closes = async ({ reason, says, held }: ClosedLongAgo, opened: Opened, { officer }: GatheredOrg, until: Day): Promise<void> => {
  const { space, need } = await opened.value
  const outcomes = [{ need, change: 'better', text: '' }] as const
  await officer.run('closeCase', { space, reason, outcomes, says, wouldReturn: says === '' ? 'not_asked' : 'yes' })
  if (held !== undefined) await officer.run('holdCase', { space, reason: held, until })
}

export const longAgoActs = (today: Day): readonly Act[] =>
  CLOSED.flatMap((one) => {
    const opened: Opened = later()
    const { by, closedAt } = one
    return [
      { at: closedAt - OPEN_FOR, by, run: (here) => opens(one, opened, here) },
      { at: closedAt, by, run: (here) => closes(one, opened, here, dayAt({ today }, 40)) },
    ]
  })

/** Names go before the file, and what was none of ours goes first. */
const RULES = [
  { id: 'identity', months: 4, on: true },
  { id: 'outside_mandate', months: 2, on: true },
  { id: 'safe', months: 24, on: true },
] as const

/** Rules that a steward turned on; what is due of a case whose matter was another is proposed, and waits for the steward. */
export const setRules = async ({ steward, officer }: GatheredOrg): Promise<void> => {
  for (const rule of RULES) await steward.run('setRetentionRule', rule)
  const { due } = await officer.sees('retention', {}, ({ rules }) =>
    RULES.every(({ id }) => rules.some((rule) => rule.id === id && rule.on)),
  )
  for (const { space, what, rule } of due) if (what === 'all') await officer.run('proposeEnding', { space, what, rule })
}
