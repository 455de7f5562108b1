/** A whole case in a package, as another Pergola would send it: for whoever wants to read one in. */
import type { GatheredOrg } from '../gather.ts'
import { dayAt } from '../stage.ts'

export interface Packed {
  readonly content: Uint8Array
  readonly passphrase: string
}

/** As it stands in the consent. */
const READER = 'A Pergola of another network (invented)'
const WORDS = 'May we send your file to the organisation that looks after you there? What it has read by then, it knows.'

export const packCase = async ({ officer }: GatheredOrg): Promise<Packed> => {
  const today = officer.today()
  const day = (days: number) => dayAt({ today }, days)
  const { space } = await officer.run('createCase', {
    ...{ pseudonym: 'Cassia', country: 'HN', urgency: 'weeks' },
    summary: 'Invented. Spoke for her valley when the pumps came; goes to relatives abroad, where others will look after her.',
  })
  const { id: person } = await officer.run('savePerson', {
    ...{ space, role: 'defender', label: 'Defender', relation: '', languages: ['es'] },
  })
  const need = { person, kind: 'psychosocial', from: day(7), to: day(97), place: '150', urgency: 'weeks', headcount: 1, note: '' } as const
  await officer.run('saveNeed', { space, need })
  await officer.run('addNote', { space, text: 'She sleeps badly since the night at the bridge. Mornings are better for calls.' })
  const said = {
    scope: 'referral',
    org: null,
    recipient: READER,
    parts: ['summary', 'people', 'needs', 'notes'],
    given: true,
    until: null,
  } as const
  const how = { on: today, how: 'spoken', language: 'en', words: WORDS, givenBy: 'self', guardian: null } as const
  await officer.run('giveConsents', { space, consents: [{ person, ...said, ...how }] })
  const { content, passphrase } = await officer.run('exportCase', {
    ...{ space, act: 'export', scope: 'referral', org: null, recipient: READER, recipients: [] },
    sections: ['summary', 'people', 'needs', 'consents', 'notes'],
  })
  return { content, passphrase: passphrase! }
}
