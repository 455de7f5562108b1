/** Wren’s medical part: the local group writes what a clinic must know, the clinic notes what it did. */
import { describe, expect, it } from 'vitest'
import type { SpaceId } from '@pergola/protocol'
import type { Day, PartialDay } from '../casework/model.ts'
import { caseRules } from '../casework/policy.ts'
import type { Entry, Op } from '../record/model.ts'
import { ownedId } from '../record/owned.ts'
import { AMINA, JOOST, LOCAL_GROUP, SHELTER, SPACE, as, docOf, opsOf, wrote } from '../record/story.fixture.ts'
import { medicalRules, medicalSpacesOf, nameMedicalSpace, namePatient, openMedical, readMedical, saveCare, saveVisit } from './index.ts'

const insulin = {
  person: 'wren',
  kind: 'medicine',
  text: 'Insulin twice a day; keep it cool.',
  since: '2019' as PartialDay,
  urgent: true,
  endedOn: null,
} as const
const id = ownedId(LOCAL_GROUP, '1')
const opened = wrote(AMINA, 0, openMedical(SPACE, 'Wren'), namePatient('wren', 'Defender'))
const after = (...entries: readonly Entry[]) => readMedical(docOf([opened, ...entries], medicalRules(LOCAL_GROUP)))

describe('the medical part', () => {
  it('CARE-1 says first what an emergency asks for, and last what is over', () => {
    const part = after(
      wrote(AMINA, 1, ...opsOf(saveCare(ownedId(LOCAL_GROUP, '0'), { ...insulin, kind: 'condition', text: 'Migraine', urgent: false }))),
      wrote(AMINA, 2, ...opsOf(saveCare(ownedId(LOCAL_GROUP, '2'), { ...insulin, text: 'Antibiotics', endedOn: '2026-01-01' as Day }))),
      wrote(AMINA, 3, ...opsOf(saveCare(id, insulin))),
    )
    expect(part.care.map(({ text }) => text)).toEqual(['Insulin twice a day; keep it cool.', 'Migraine', 'Antibiotics'])
    expect(part).toMatchObject({ caseSpace: SPACE, pseudonym: 'Wren', patients: [{ person: 'wren', label: 'Defender' }] })
    expect(part.care[0]).toMatchObject({ ...insulin, org: LOCAL_GROUP, by: AMINA.person })
  })

  it('CARE-2 who treats notes visits, the newest first; neither changes what the other noted', () => {
    const visit = (on: string) => ({ person: 'wren', on: on as Day, text: `Seen on ${on}`, nextOn: null })
    const part = after(
      wrote(AMINA, 1, ...opsOf(saveCare(id, insulin))),
      wrote(JOOST, 2, ...opsOf(saveVisit(ownedId(SHELTER, 'v1'), visit('2026-03-01')))),
      wrote(JOOST, 3, ...opsOf(saveVisit(ownedId(SHELTER, 'v2'), visit('2026-03-20')))),
      wrote(JOOST, 4, ...opsOf(saveCare(id, { ...insulin, text: 'Nothing.' }))),
      wrote(AMINA, 5, ...opsOf(saveVisit(ownedId(SHELTER, 'v1'), visit('2020-01-01')))),
      wrote(as(JOOST, 'reader'), 6, ...opsOf(saveVisit(ownedId(SHELTER, 'v3'), visit('2026-04-01')))),
      wrote(JOOST, 7, namePatient('wren', 'Somebody else')),
    )
    expect(part.visits.map(({ on }) => on)).toEqual(['2026-03-20', '2026-03-01'])
    expect(part.care.map(({ text }) => text)).toEqual([insulin.text])
    expect(part.patients[0]?.label).toBe('Defender')
  })

  it('CARE-3 refuses what contradicts itself, by its field', () => {
    const field = (made: ReturnType<typeof saveCare>): string => (made.ok ? 'none' : made.problem.field)
    expect(
      [
        saveCare('1', insulin),
        saveCare(id, { ...insulin, text: ' ' }),
        saveCare(id, { ...insulin, kind: 'magic' as 'medicine' }),
        saveCare(id, { ...insulin, since: '2026-05' as PartialDay, endedOn: '2026-04-30' as Day }),
        saveVisit(id, { person: 'wren', on: '2026-05-02' as Day, text: 'x', nextOn: '2026-05-01' as Day }),
        saveVisit(id, { person: '', on: '2026-05-02' as Day, text: 'x', nextOn: null }),
      ].map(field),
    ).toEqual(['id', 'text', 'kind', 'endedOn', 'nextOn', 'person'])
  })

  it('CARE-3 in odd shapes is plain', () => {
    const odd: readonly Op[] = [
      { o: 'set', c: 'care', i: id, f: { kind: 3, since: 'long', endedOn: '2026-02-30' } },
      { o: 'set', c: 'visit', i: ownedId(LOCAL_GROUP, 'v'), f: { on: 'yesterday' } },
    ]
    const part = after(wrote(AMINA, 1, ...odd))
    expect(part.care[0]).toMatchObject({ kind: 'other', since: '', endedOn: null, text: '', person: '' })
    expect(part.visits[0]?.on).toMatch(/^\d{4}-\d{2}-\d{2}$/u)
  })

  it('CARE-4 only who holds the case says where the part is; of several all are known', () => {
    const name = (who: typeof AMINA, at: number, space: string) => wrote(who, at, nameMedicalSpace(space as SpaceId))
    const doc = docOf([name(AMINA, 1, 'm1'), name(JOOST, 2, 'm2'), name(AMINA, 3, 'm3')], caseRules(LOCAL_GROUP))
    expect(medicalSpacesOf(doc)).toEqual(['m1', 'm3'])
  })
})
