import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Log, addPerson, deviceOf, enrol, personOf, rotate, setStage } from '../test/scribe.ts'
import {
  changedMembers,
  knownDevice,
  membersNow,
  removesSomeone,
  roleAt,
  roleOfAuthor,
  wrapFor,
  parseControl,
  type Membership,
} from './index.ts'
import { sha256 } from '../test/scribe.ts'

const standing = (device: Parameters<typeof roleOfAuthor>[1]['device'], control: number, epoch = 1, pos = 1) => ({
  device,
  control,
  epoch,
  pos,
})
const roleOr = (answer: ReturnType<typeof roleOfAuthor>): string => ('type' in answer ? answer.type : answer.role)

describe('who may have written what', () => {
  it('MEM-1 a member is in from the entry that adds them to the one that takes them out', () => {
    const { local, amina, rosa, elif } = setStage()
    local.write(amina, [{ t: 'removePerson', person: rosa.person.id }, rotate(2, [amina.person.id, elif.person.id])], { pos: 9 })
    const roles = Array.from({ length: 6 }, (_, at) => roleAt(local.known, rosa.person.id, at))
    expect(roles).toEqual([null, null, null, 'reader', 'reader', null])
    expect(membersNow(local.known)).toEqual([amina.person.id, elif.person.id].sort())
  })

  it('MEM-2 a role holds from the entry that sets it', () => {
    const { local, amina, elif } = setStage()
    const before = local.known.seq
    local.write(amina, [{ t: 'setRole', member: elif.person.id, role: 'reader' }])
    expect([roleAt(local.known, elif.person.id, before), roleAt(local.known, elif.person.id, before + 1)]).toEqual(['editor', 'reader'])
  })

  it('MEM-3 coming back starts a new stay and does not undo the removal', () => {
    const { file, amina, joost, localId, shelterId, find } = setStage()
    file.write(amina, [{ t: 'removeOrg', org: shelterId }, rotate(2, [localId])], { pos: 5 })
    file.write(amina, [{ t: 'addOrg', org: shelterId, role: 'editor', wrap: null }, rotate(3, [localId, shelterId])], { pos: 5 })
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 0, 1, 5), find))).toBe('contributor')
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 0, 1, 6), find))).toBe('after_removal')
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 1, 2, 6), find))).toBe('not_member')
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 2, 3, 6), find))).toBe('editor')
  })

  it('MEM-4 people and devices are named by their keys', () => {
    const person = personOf('Amina')
    expect(personOf('Amina').id).toBe(person.id)
    expect(personOf('Another').id).not.toBe(person.id)
    expect(deviceOf(person, 'one').id).not.toBe(deviceOf(person, 'two').id)
  })

  it('MEM-5 an epoch other than the one at the claimed control position, or a position that is not there yet, is refused', () => {
    const { file, amina, joost, localId, shelterId, find } = setStage()
    file.write(amina, [rotate(2, [localId, shelterId])])
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 0, 1), find))).toBe('contributor')
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 1, 1), find))).toBe('wrong_epoch')
    expect(roleOr(roleOfAuthor(file.known, standing(joost.id, 2, 2), find))).toBe('unknown_control')
    expect(roleOr(roleOfAuthor(file.known, standing(deviceOf(personOf('Nobody'), 'x').id, 1, 2), find))).toBe('unknown_device')
  })

  it('MEM-5 what was allowed once stays allowed whatever the log says later, unless a removal pins it away', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('rotate', 'demote', 'promote', 'member'), { maxLength: 8 }), (changes) => {
        const { local, amina, elif, rosa } = setStage()
        const claims = [amina, elif, rosa].map((device) => standing(device.id, 4))
        const answers = (at: Membership) => claims.map((claim) => roleOr(roleOfAuthor(at, claim, () => null)))
        const first = answers(local.known)
        for (const [n, change] of changes.entries()) {
          const epoch = (local.known.epochs.at(-1)?.epoch ?? 0) + 1
          if (change === 'rotate') local.write(amina, [rotate(epoch, membersNow(local.known))])
          else if (change === 'member') local.write(amina, [addPerson(personOf(`new ${n}`), 'reader')])
          else local.write(amina, [{ t: 'setRole', member: elif.person.id, role: change === 'demote' ? 'reader' : 'steward' }])
          expect(answers(local.known)).toEqual(first)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('MEM-6 after the pin of a removal nothing of that device counts, whatever position it claims to have seen', () => {
    const { local, amina, elif, rosa } = setStage()
    local.write(
      amina,
      [
        { t: 'removeDevice', device: elif.id },
        rotate(
          2,
          [amina, elif, rosa].map((device) => device.person.id),
        ),
      ],
      { pos: 7 },
    )
    expect(roleOr(roleOfAuthor(local.known, standing(elif.id, 4, 1, 7), () => null))).toBe('editor')
    expect(roleOr(roleOfAuthor(local.known, standing(elif.id, 4, 1, 8), () => null))).toBe('after_removal')
  })

  it('MEM-7 in a shared space a person writes with the lesser of their own highest and their organisation’s role', () => {
    const { file, local, amina, rosa, elif, joost, find } = setStage()
    const role = (device: typeof amina) => roleOr(roleOfAuthor(file.known, standing(device.id, 0), find))
    expect([role(amina), role(elif), role(rosa), role(joost)]).toEqual(['steward', 'editor', 'reader', 'contributor'])
    local.write(amina, [{ t: 'setRole', member: elif.person.id, role: 'reader' }])
    expect(role(elif)).toBe('editor')
  })

  it('MEM-8 a device once let go can be dropped from a case for ever, also when its person is let in again', () => {
    const stage = setStage()
    const { local, file, amina, elif, rosa, find, localId, shelterId } = stage
    local.write(amina, [{ t: 'removePerson', person: elif.person.id }, rotate(2, [amina.person.id, rosa.person.id])])
    file.write(amina, [rotate(2, [localId, shelterId], [elif.id])], { pos: 3 })
    local.write(amina, [addPerson(elif.person, 'editor')])
    const later = new Log(find)
    for (const entry of file.entries) {
      const after = later.take(entry)
      if (after.ok) later.membership = after.value
    }
    expect(later.membership).toEqual(file.membership)
    expect(knownDevice(local.known, elif.id)).toMatchObject({ now: 'editor', letGo: true })
    expect(roleOr(roleOfAuthor(file.known, standing(elif.id, 0, 1, 4), find))).toBe('after_removal')
    const second = deviceOf(elif.person, 'second')
    local.write(second, [enrol(second)])
    expect(knownDevice(local.known, second.id)?.letGo).toBe(false)
  })
})

it('MEM-1 an entry says who came, who went, whether anybody was taken out, and holds the key of who came', () => {
  const { file, amina, localId, shelterId } = setStage()
  const before = file.known
  const removal = file.entry(amina, [{ t: 'removeOrg', org: shelterId }, rotate(2, [localId])])
  const parsed = parseControl(sha256, removal)
  const after = file.take(removal)
  if (!parsed.ok || !after.ok) throw new Error('does not stand')
  expect(changedMembers(before, after.value)).toEqual({ came: [], went: [shelterId] })
  expect(removesSomeone(parsed.value.entry)).toBe(true)
  expect(wrapFor(parsed.value.entry, localId, sha256)?.to).toBe(localId)
  expect(wrapFor(parsed.value.entry, shelterId, sha256)).toBeNull()
})
