/** Amina gives Olive's case to a fund that keeps its own Pergola; Khadija reads it in there. */
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PartialDay } from '@pergola/core/casework'
import { SECTIONS, type Section } from '@pergola/core/casepackage'
import { readMoves } from '@pergola/core/moving'
import { utf8ToBytes } from '@pergola/core/text'
import type { ConsentScope } from '@pergola/core/vocabulary'
import type { GiveOutAsk } from '../contract/index.ts'
import { day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import type { Stage } from '../testing/stage.ts'
import type { World } from '../world/world.ts'

// Each package under a passphrase is stretched: a second or more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let stage: Stage
let amina: World
let khadija: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, khadija } = stage)
  olive = await familyCase(amina)
})

const ALL: readonly Section[] = SECTIONS.filter((section) => section !== 'medical')
const toFund = (more: Partial<GiveOutAsk> = {}) => ({
  ...{ space: olive.space, act: 'export', scope: 'share_named_org', org: khadija.me.org, recipient: '', sections: ALL, ...more },
  recipients: [] as readonly string[],
})
const agree = async (
  scope: ConsentScope,
  more: { readonly recipient?: string; readonly parts?: readonly 'medical'[] } = {},
): Promise<void> => {
  const org = scope === 'share_named_org' && more.recipient === undefined ? khadija.me.org : null
  for (const person of [olive.defender, olive.child]) {
    const said = { person, scope, org, given: true, on: day('2026-03-02'), how: 'spoken', until: null, words: 'May we?', ...more } as const
    await done(amina, 'giveConsent', { space: olive.space, consent: said })
  }
}
const fileOf = async (world: World, space: OpenedCase['space']) => (await sees(world, 'case', { space })).file
const letter = utf8ToBytes('An invented letter.')

const fillCase = async (): Promise<void> => {
  const { space, defender } = olive
  await agree('share_named_org')
  await done(amina, 'attachFile', { space, name: 'letter.txt', type: 'text/plain', content: letter })
  await done(amina, 'addNote', { space, text: 'She called the other office first.' })
  const identity = { person: defender, name: 'Invented Name', otherNames: '', contact: 'a number', whereabouts: 'a village', documents: '' }
  await done(amina, 'saveIdentity', { space, identity: { ...identity, birth: '' as PartialDay | '' } })
  await done(amina, 'saveCare', {
    space,
    care: { person: defender, kind: 'allergy', text: 'Penicillin', since: '', urgent: true, endedOn: null },
  })
}

describe('a case as a package', () => {
  it('CMD-80 goes out encrypted, opens with its passphrase alone, and becomes a case of whoever reads it in', async () => {
    await fillCase()
    const made = await done(amina, 'exportCase', toFund())
    expect(made.name).toBe('Olive 2026-03-02.pergola.age')
    expect(made.passphrase?.split(' ')).toHaveLength(7)
    expect(new TextDecoder().decode(made.content)).not.toContain('Invented')
    expect(made.left).toEqual([{ section: 'medical', why: 'not_chosen' }])

    expect(await refusal(khadija, 'openCasePackage', { content: made.content, secret: 'seven other words that are not it' })).toBe(
      'wrong_passphrase',
    )
    const { id } = await done(khadija, 'openCasePackage', { content: made.content, secret: `  ${made.passphrase?.toUpperCase()} ` })
    const preview = await sees(khadija, 'caseImport', { id })
    expect(preview).toMatchObject({ mark: made.mark, from: 'Dar al-Amal', to: 'Sahel Relief Fund', pseudonym: 'Olive', malformed: 0 })
    expect(preview).toMatchObject({ consentsEnded: 2, samePackage: null, sameCase: null, sameName: false, files: [{ name: 'letter.txt' }] })

    const { space } = await done(khadija, 'importCase', { id, pseudonym: 'Acacia', again: false })
    const file = await fileOf(khadija, space)
    expect(file).toMatchObject({ pseudonym: 'Acacia', ownerOrg: khadija.me.org, country: 'MA', summary: 'Threats after a land case.' })
    expect(file.people.map(({ label }) => label)).toEqual(['Defender', 'Daughter, school age'])
    expect(file.needs.map(({ kind }) => kind)).toEqual(['relocation.international'])
    expect(file.notes.map(({ text }) => text.split('\n').at(-1))).toEqual(['She called the other office first.'])
    expect((await sees(khadija, 'case', { space })).identities?.map(({ name }) => name)).toEqual(['Invented Name'])
    const opened = await done(khadija, 'openFile', { where: { space }, id: file.files[0]?.id ?? '' })
    expect(opened).toMatchObject({ name: 'letter.txt', content: letter })
    expect((await sees(khadija, 'medical', { space })).state).toBe('none')
    const { doc } = (await khadija.open(space))!
    expect(readMoves(doc).from).toMatchObject([{ space: olive.space, how: 'package', package: { id, from: 'Dar al-Amal', whole: true } }])
  })

  it('CMD-80 is written down in the case it came from, with the parts and the consents it rests on', async () => {
    await fillCase()
    await done(amina, 'exportCase', toFund({ sections: ['people', 'needs'] }))
    const { passages } = await sees(amina, 'consents', { space: olive.space })
    expect(passages).toMatchObject([{ act: 'export', scope: 'share_named_org', org: khadija.me.org, parts: ['needs', 'people'] }])
  })

  it('CMD-81 holds nothing that consent does not allow, which is said before and after; without any yes nothing goes', async () => {
    expect(await refusal(amina, 'exportCase', toFund())).toBe('no_consent:share_named_org')
    await fillCase()
    const asked = { space: olive.space, act: 'export', scope: 'share_named_org', org: khadija.me.org, recipient: '' } as const
    const draft = await sees(amina, 'giveOutDraft', asked)
    expect(draft.sections.find(({ section }) => section === 'medical')).toMatchObject({
      allowed: false,
      count: 2,
      missing: ['Defender', 'Daughter, school age'],
    })
    expect(draft.sections.find(({ section }) => section === 'identity')).toMatchObject({ allowed: true, count: 1 })
    const made = await done(amina, 'exportCase', toFund({ sections: SECTIONS }))
    expect(made.left).toEqual([{ section: 'medical', why: 'no_consent' }])
    const { id } = await done(khadija, 'openCasePackage', { content: made.content, secret: made.passphrase ?? '' })
    expect((await sees(khadija, 'caseImport', { id })).left).toEqual(made.left)
    expect(await refusal(amina, 'exportCase', toFund({ sections: ['medical'] }))).toBe('no_consent:share_named_org')
    await agree('share_named_org', { parts: ['medical'] })
    const withHealth = await done(amina, 'exportCase', toFund({ sections: SECTIONS }))
    const health = await done(khadija, 'openCasePackage', { content: withHealth.content, secret: withHealth.passphrase ?? '' })
    const { space } = await done(khadija, 'importCase', { id: health.id, pseudonym: 'Acacia', again: false })
    expect((await sees(khadija, 'medical', { space })).part?.care.map(({ text }) => text)).toEqual(['Penicillin'])
  })

  it('CMD-81 rests on the scope of its act: consent to a share grounds no submission, and only the holder gives a case out', async () => {
    await fillCase()
    expect(await refusal(amina, 'composeDocument', toFund({ act: 'submission' }))).toBe('no_consent:share_named_org')
    expect(await refusal(amina, 'exportCase', toFund({ act: 'appeal' }))).toBe('invalid:act')
    expect(await refusal(amina, 'exportCase', toFund({ sections: [] }))).toBe('invalid:sections')
    expect(await refusal(amina, 'exportCase', toFund({ org: null }))).toBe('invalid:recipient')
    expect(await refusal(khadija, 'exportCase', toFund())).toBe('not_found:space')
  })

  it('CMD-82 is encrypted to keys where there are some, and refuses what is no key', async () => {
    await fillCase()
    const key = await generateX25519Identity()
    const made = await done(amina, 'exportCase', { ...toFund(), recipients: [await identityToRecipient(key)] })
    expect(made.passphrase).toBeNull()
    expect(await refusal(khadija, 'openCasePackage', { content: made.content, secret: await generateX25519Identity() })).toBe(
      'wrong_passphrase',
    )
    await done(khadija, 'openCasePackage', { content: made.content, secret: key.toLowerCase() })
    expect(await refusal(amina, 'exportCase', { ...toFund(), recipients: ['age1nonsense'] })).toBe('invalid:recipients')
    expect((await sees(amina, 'consents', { space: olive.space })).passages).toHaveLength(1)
  })

  it('CMD-83 is known again: the same package, the same case, the same name', async () => {
    await fillCase()
    const made = await done(amina, 'exportCase', toFund())
    const secret = made.passphrase ?? ''
    const open = async (content = made.content, words = secret) => (await done(khadija, 'openCasePackage', { content, secret: words })).id
    const id = await open()
    const { space } = await done(khadija, 'importCase', { id, pseudonym: 'Olive', again: false })
    await open()
    expect(await sees(khadija, 'caseImport', { id })).toMatchObject({ samePackage: { space, pseudonym: 'Olive' }, sameName: true })
    expect(await refusal(khadija, 'importCase', { id, pseudonym: 'Olive', again: false })).toBe('invalid:again')
    expect((await done(khadija, 'importCase', { id, pseudonym: 'Olive 2', again: true })).space).not.toBe(space)
    const later = await done(amina, 'exportCase', toFund())
    const newer = await open(later.content, later.passphrase ?? '')
    expect(await sees(khadija, 'caseImport', { id: newer })).toMatchObject({
      samePackage: null,
      sameCase: { pseudonym: expect.stringContaining('Olive') as string },
    })
    const back = await done(amina, 'openCasePackage', { content: later.content, secret: later.passphrase ?? '' })
    expect((await sees(amina, 'caseImport', { id: back.id })).sameCase).toEqual({ space: olive.space, pseudonym: 'Olive' })
  })

  it('CMD-83 a contributor reads one in, and a colleague sees that it was', async () => {
    await fillCase()
    const made = await done(amina, 'exportCase', toFund({ sections: ['people', 'needs'] }))
    const open = async (who: World) => (await done(who, 'openCasePackage', { content: made.content, secret: made.passphrase ?? '' })).id
    const { yusuf } = stage
    const { space } = await done(yusuf, 'importCase', { id: await open(yusuf), pseudonym: 'Reed', again: false })
    const id = await open(amina)
    expect((await sees(amina, 'caseImport', { id })).samePackage).toEqual({ space, pseudonym: 'Reed' })
  })

  it('CMD-84 that is none is refused with why, and nothing is founded before its files are kept', async () => {
    await fillCase()
    const made = await done(amina, 'exportCase', toFund())
    const secret = made.passphrase ?? ''
    const why = async (content: Uint8Array) => {
      const { commands } = await import('./index.ts')
      const answer = await commands.openCasePackage(khadija, { content, secret })
      return answer.ok ? '' : answer.problem.args?.['why']
    }
    expect(await why(letter)).toBe('not_a_package')
    expect(await why(made.content.slice(0, -1))).toBe('damaged')
    const costly = new TextDecoder('latin1').decode(made.content.slice(0, 200)).replace(/(scrypt \S+) 15/u, '$1 20')
    expect(await why(Uint8Array.from(costly, (char) => char.charCodeAt(0)))).toBe('too_costly')
    const { id } = await done(khadija, 'openCasePackage', { content: made.content, secret })
    expect(await refusal(khadija, 'importCase', { id, pseudonym: ' ', again: false })).toBe('invalid:pseudonym')
    const before = (await sees(khadija, 'cases', { filter: {}, from: 0, count: 99 })).rows.length
    stage.setOnline(khadija, false)
    expect(await refusal(khadija, 'importCase', { id, pseudonym: 'Acacia', again: false })).toBe('offline')
    stage.setOnline(khadija, true)
    expect((await sees(khadija, 'cases', { filter: {}, from: 0, count: 99 })).rows.length).toBe(before)
    await done(khadija, 'closeCaseImport', {})
    expect(await refusal(khadija, 'importCase', { id, pseudonym: 'Acacia', again: false })).toBe('not_found:id')
  })
})

describe('a package that is not finished', () => {
  it('CMD-87 is cancelled on the way out, and nothing is written down', async () => {
    await fillCase()
    const progress = () => ({ report: () => undefined, cancelled: () => true, end: () => undefined })
    expect(await refusal({ ...amina, progress }, 'exportCase', toFund())).toBe('cancelled')
    expect((await sees(amina, 'consents', { space: olive.space })).passages).toEqual([])
  })

  it('CMD-87 ends half way on the way in: the case that is there says that not everything of it is', async () => {
    await fillCase()
    const made = await done(amina, 'exportCase', toFund())
    let writes = 0
    const full: World = {
      ...khadija,
      writeMany: async (space, batches) =>
        (writes += 1) > 1 ? { written: 0, answer: { ok: false, problem: { type: 'storage_full' } } } : khadija.writeMany(space, batches),
    }
    const { id } = await done(full, 'openCasePackage', { content: made.content, secret: made.passphrase ?? '' })
    expect(await refusal(full, 'importCase', { id, pseudonym: 'Acacia', again: false })).toBe('storage_full')
    const { rows } = await sees(khadija, 'cases', { filter: {}, from: 0, count: 9 })
    const [half] = rows.filter(({ pseudonym }) => pseudonym === 'Acacia')
    const { from } = await sees(khadija, 'moving', { space: half!.space })
    expect(from).toMatchObject([{ how: 'package', package: { id, whole: false } }])
    const again = await done(khadija, 'openCasePackage', { content: made.content, secret: made.passphrase ?? '' })
    const whole = await done(khadija, 'importCase', { id: again.id, pseudonym: 'Cedar', again: false })
    expect((await sees(khadija, 'moving', { space: whole.space })).from).toMatchObject([{ package: { whole: true } }])
  })
})

describe('a case as a document', () => {
  it('CMD-85 says what was chosen and allowed, for whom, and what was left out; a submission and a letter rest on consents of their own', async () => {
    await fillCase()
    const un = {
      act: 'submission',
      scope: 'un_government',
      org: null,
      recipient: 'Special Rapporteur on defenders',
      sections: ALL,
    } as const
    expect(await refusal(amina, 'composeDocument', { space: olive.space, ...un })).toBe('no_consent:un_government')
    await agree('un_government', { recipient: 'Special Rapporteur on defenders' })
    const said = await done(amina, 'composeDocument', { space: olive.space, ...un })
    expect(said).toMatchObject({
      from: 'Dar al-Amal',
      to: 'Special Rapporteur on defenders',
      sections: ['summary', 'people', 'consents', 'identity'],
    })
    expect(said.left).toContainEqual({ section: 'notes', why: 'no_consent' })
    expect([said.file.needs, said.file.notes, said.medical, said.file.commitments]).toEqual([[], [], null, []])
    expect(said.identities).toMatchObject([{ name: 'Invented Name', contact: '', whereabouts: '' }])
    const paper = await done(amina, 'composeDocument', {
      space: olive.space,
      act: 'export',
      scope: 'share_named_org',
      org: khadija.me.org,
      recipient: '',
      sections: ALL,
    })
    expect(paper.identities).toMatchObject([{ name: 'Invented Name', contact: 'a number', whereabouts: 'a village' }])
    await agree('appeal_anonymous')
    const appeal = { ...un, act: 'appeal', scope: 'appeal_anonymous', recipient: 'The public' } as const
    const open = await done(amina, 'composeDocument', { space: olive.space, ...appeal })
    expect(open.identities).toEqual([])
    expect(open.left).toContainEqual({ section: 'identity', why: 'no_consent' })
    const { passages } = await sees(amina, 'consents', { space: olive.space })
    expect(passages.map(({ act }) => act).sort()).toEqual(['appeal', 'export', 'submission'])
  })
})
