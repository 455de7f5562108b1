/** What was asked in each case, in which words, by whom it was answered; and what was taken back. */
import type { Commands } from '@pergola/client'
import type { Day } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import type { OrgKey } from '../cast.ts'
import { dayAt, later, type Act, type Later, type Stage } from '../stage.ts'
import { here, isChild, numberOf, orgIn, soonAfter, there } from './inCase.ts'

type Said = Commands['giveConsents']['args']['consents'][number]
type Scope = 'record' | 'share_network' | 'share_named_org' | 'statistics' | 'media' | 'un_government' | 'appeal_anonymous' | 'referral'

/** Read to the person; in the demo in English. */
const WORDS: Readonly<Record<Scope, string>> = {
  record: 'We would like to keep what you tell us in a sealed file that only our organisation opens. You can say no. May we?',
  share_network: 'May we ask other organisations whether they can help, without your name and without where you are?',
  share_named_org: 'May we show your file to this one organisation, so that it can help? What it has read by then, it knows.',
  statistics: 'May we count your case in our figures? Nobody can be recognised in them.',
  media: 'Journalists may ask about you. May we give them your name? It cannot be taken back.',
  un_government: 'May the United Nations write to the government about what happened to you, with your name?',
  appeal_anonymous: 'May we call publicly for your protection, without your name? People close to you may guess who it is.',
  referral: 'May we put you in touch with somebody outside our network who can help?',
}

/** Outside the network; the clinic that Riverbank keeps in the directory. */
export const CLINIC = 'Lakeside Clinic (invented)'

interface Question {
  readonly scope: Scope
  readonly org?: OrgKey
  readonly recipient?: string
  readonly parts?: Said['parts']
  readonly given: boolean
  readonly until?: number
}

/** Everybody in the file is asked the same, on the day it was opened. */
const questionsOf = ({ plan }: Stage, number: number): readonly Question[] => [
  { scope: 'record', given: true },
  ...(plan.consentNetwork ? [{ scope: 'share_network', given: true } as const] : []),
  ...plan.consentOrgs.map((org) => ({ scope: 'share_named_org', org, given: true }) as const),
  ...plan.treatedBy.map((org) => ({ scope: 'share_named_org', org, given: true, parts: ['medical'] }) as const),
  ...(plan.packetFor === null ? [] : [{ scope: 'share_named_org', org: plan.packetFor, given: true, parts: ['emergency'] } as const]),
  { scope: 'statistics', given: number % 4 !== 0 },
  { scope: 'media', given: false },
  ...(number % 3 === 0 ? [{ scope: 'un_government', given: number % 2 === 0, until: 180 } as const] : []),
  ...(number % 3 === 1 ? [{ scope: 'appeal_anonymous', given: true } as const] : []),
  ...(plan.outside ? [{ scope: 'referral', recipient: CLINIC, parts: ['summary', 'needs', 'people'], given: true } as const] : []),
]

/** Children are not asked, and not everybody beside the defender agrees. */
const PUBLIC: ReadonlySet<Scope> = new Set(['statistics', 'media', 'un_government', 'appeal_anonymous'])
const HOW: readonly Said['how'][] = ['spoken', 'spoken', 'written', 'message']

/** One conversation: the adults for themselves, for a child the defender. */
export const consentsOf = async (stage: Stage, on: Day): Promise<readonly Said[]> => {
  const number = numberOf(stage)
  const ids = await Promise.all(stage.people.map(({ value }) => value))
  const how = HOW[number % HOW.length]!
  const asked = (org: OrgKey | undefined): OrgId | null => (org === undefined ? null : orgIn(stage, org))
  return questionsOf(stage, number).flatMap(({ scope, org, recipient = '', parts = [], given, until }) =>
    stage.plan.people.flatMap((person, at): readonly Said[] =>
      isChild(person) && PUBLIC.has(scope)
        ? []
        : [
            {
              ...{ person: ids[at]!, scope, org: asked(org), recipient, parts, on, how, language: 'en', words: WORDS[scope] },
              given: given && !(PUBLIC.has(scope) && at === 1),
              until: until === undefined ? null : dayAt(stage, until),
              ...(isChild(person) ? { givenBy: 'guardian', guardian: ids[0]! } : { givenBy: 'self', guardian: null }),
            },
          ],
    ),
  )
}

/* ---- taken back ---- */

/** Which cases somebody took back from whom, when, and whether a person there has said what became of paper and copies. */
const TAKEN_BACK: Readonly<Record<string, { readonly org: OrgKey; readonly at: number; readonly confirmed: boolean }>> = {
  Saffron: { org: 'lantern', at: -3.2, confirmed: true },
  Iris: { org: 'atlas', at: -0.8, confirmed: false },
  Umber: { org: 'noord', at: -5.1, confirmed: false },
}

/** `others`: what is done in the case beside; whoever had it has done their part of that before it is taken back. */
export const takenBackActs = (stage: Stage, others: readonly Act[]): readonly Act[] => {
  const back = TAKEN_BACK[stage.plan.pseudonym]
  if (back === undefined || !stage.plan.consentOrgs.includes(back.org)) return []
  const { org, confirmed } = back
  const at = Math.max(back.at, ...others.filter(({ by }) => by === org).map((act) => act.at + 0.02))
  const looked: Later<true> = later()
  const withdrawn: Later<true> = later()
  const looks = there(stage, org, at - 0.01, async (officer, space) => {
    await officer.run('markSeen', { space })
    looked.is(true)
  })
  const withdraws = here(stage, at, async (officer, space) => {
    await looked.value
    const { file } = await officer.ask('case', { space })
    const given = file.consents.find((one) => one.scope === 'share_named_org' && one.org === orgIn(stage, org))!
    await officer.run('withdrawConsent', { space, id: given.id, on: officer.today(), takeBack: true })
    withdrawn.is(true)
  })
  const copies: Act = {
    at: at + 0.02,
    by: org,
    run: async ({ officer }) => {
      const caseSpace = await stage.space.value
      await withdrawn.value
      const [notice] = await officer.sees('noticesToUs', { caseSpace }, (notices) => notices.length > 0)
      await officer.run('confirmCopies', { notice: notice!.space, what: 'destroyed', text: 'One printed page, shredded.' })
    },
  }
  return [looks, withdraws, ...(confirmed ? [copies] : [])]
}

/** Something for a clinic outside the network, behind a link that works once. */
export const outsideActs = (stage: Stage): readonly Act[] =>
  stage.plan.outside
    ? [
        here(stage, soonAfter(stage, 200), (officer, space) =>
          officer.run('sendOutside', {
            ...{ space, recipient: CLINIC, scope: 'referral', parts: ['summary', 'needs'], language: 'en', days: 10 },
            words: 'Please receive her on Thursday after nine; she comes with her sister.',
            labels: { medical: 'Medical care' },
          }),
        ),
      ]
    : []
