/** What a relay shows to everyone: what a steward signed, and nothing else. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { EDITION_FORMAT, edition, editionBody, editionMessage, encode, type OrgId } from '@pergola/protocol'
import { signerOf } from '../crypto/ed25519.ts'
import { firstKeys, foundOrganisation, newDevice, newPerson } from '../testing/author.ts'
import { createMemoryRelay, type MemoryRelay } from '../testing/memory-relay.ts'
import { join, seat, stands, type Organisation, type Seat } from '../testing/network.ts'
import { organisationPage } from './page.ts'
import { readDocument } from './document.ts'
import { wordsFor } from './words.ts'

const orgSigner = signerOf(Uint8Array.from(randomBytes(32)))

let relay: MemoryRelay
let local: Organisation
beforeEach(async () => {
  relay = createMemoryRelay()
  const steward = await seat(relay, newDevice(newPerson()))
  const stand = await stands(steward, foundOrganisation(steward.device, { ...firstKeys(), signKey: orgSigner.publicKey }))
  local = { org: stand.space as OrgId, stand, steward }
})

const saying = (name: string, calls: readonly object[] = []): object => ({
  format: EDITION_FORMAT,
  organizations: [{ name, description: 'Helps.', services: [{ name: 'Night line', status: 'active', languages: [{ name: 'Arabic' }] }] }],
  calls,
})

const signed = (org: OrgId, issued: number, document: object, signer = orgSigner, generation = 1): Uint8Array => {
  const body = encode(editionBody, { org, issued, document: Buffer.from(JSON.stringify(document)) })
  return encode(edition, { body, generation, signature: signer.sign(editionMessage(body)) })
}

const publish = ({ client }: Seat, bytes: Uint8Array | null): Promise<string> => client.outcome({ t: 'publish', edition: bytes })

const read = async (path: string): Promise<string> => Buffer.from((await relay.request('GET', path, {}, new Uint8Array(0))).body).toString()

describe('EDN-1 what is taken', () => {
  it('EDN-1 takes what the newest keys of the organisation signed, for it, later than what is shown', async () => {
    const { org, steward } = local
    expect(await publish(steward, signed(org, 5, saying('Dar al-Amal')))).toBe('done')
    expect(await publish(steward, signed(org, 5, saying('Again')))).toBe('used')
    expect(await publish(steward, signed(org, 4, saying('Older')))).toBe('used')
    expect(await publish(steward, signed(org, 6, saying('Newer')))).toBe('done')
    expect(await read('/public')).toContain('Newer')
  })

  it('EDN-1 refuses another signer, another organisation, another generation, a changed word, another kind of document', async () => {
    const { org, steward } = local
    const other = signerOf(Uint8Array.from(randomBytes(32)))
    expect(await publish(steward, signed(org, 1, saying('Forged'), other))).toBe('bad_signature')
    expect(await publish(steward, signed(org, 1, saying('Forged'), orgSigner, 2))).toBe('bad_signature')
    expect(await publish(steward, signed('00'.repeat(16) as OrgId, 1, saying('Forged')))).toBe('malformed')
    expect(await publish(steward, signed(org, 1, { format: 'something else' }))).toBe('malformed')
    const changed = signed(org, 1, saying('Genuine'))
    changed[60]! ^= 1
    expect(['bad_signature', 'malformed']).toContain(await publish(steward, changed))
    expect(await publish(steward, Uint8Array.from(randomBytes(300)))).toBe('malformed')
    expect(await read('/public')).not.toMatch(/Forged|Genuine/u)
  })

  it('EDN-1 takes it from a steward only', async () => {
    const editor = await join(relay, local, 'editor')
    expect(await publish(editor, signed(local.org, 1, saying('By an editor')))).toBe('not_permitted')
    expect(await publish(editor, null)).toBe('not_permitted')
  })
})

describe('EDN-2 what is shown', () => {
  const CALL = { title: 'Small grants; all regions', about: 'Write, in any language.', opensOn: '', closesOn: '2026-12-31', link: '' }
  const PAGES = ['/public', '/public/organizations.json', '/public/feed.xml']

  it('EDN-2 shows it on the page, as HSDS, in the feed and in the calendar, and nothing after it was taken down', async () => {
    const { org, steward } = local
    await publish(steward, signed(org, 1, saying('Dar al-Amal', [CALL])))
    for (const path of PAGES) expect(await read(path), path).toContain('Dar al-Amal')
    const calendar = await read('/public/calls.ics')
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261231')
    expect(calendar).toContain(String.raw`SUMMARY:Small grants\; all regions (Dar al-Amal)`)
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    const page = await read(`/public/organisations/${org}`)
    expect(page).toMatch(/Night line[\s\S]*Arabic[\s\S]*Small grants/u)
    expect(JSON.parse(await read('/public/organizations.json'))).toMatchObject({ total_items: 1, contents: [{ name: 'Dar al-Amal' }] })
    expect(await publish(steward, null)).toBe('done')
    for (const path of [...PAGES, '/public/calls.ics']) expect(await read(path), path).not.toContain('Dar al-Amal')
    expect((await relay.request('GET', `/public/organisations/${org}`, {}, new Uint8Array(0))).status).toBe(404)
  })

  it('EDN-2 speaks the language of the browser in the few words of its own', async () => {
    const { body } = await relay.request('GET', '/public', { 'Accept-Language': 'ar-MA,fr;q=0.5' }, new Uint8Array(0))
    expect(Buffer.from(body).toString()).toContain('<html lang="ar" dir="rtl">')
    expect(wordsFor('xx, en;q=0.3').language).toBe('en')
    expect(wordsFor(undefined).language).toBe('en')
  })
})

describe('EDN-3 what words may do', () => {
  const ELEMENTS =
    /<(?!\/?(?:html|head|meta|title|link|body|main|p|a|h1|h2|h3|bdi|small|article|dl|div|dt|dd|time|footer|ul|li|br)\b)(?!!doctype html>)/iu

  it('EDN-3 whatever is written, no other element, attribute or script comes of it', () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='x",
        '</main>',
        '<![CDATA[',
        '&lt;b&gt;',
        '\u0000\u202e',
      ),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    )
    fc.assert(
      fc.property(nasty, nasty, nasty, (name, words, more) => {
        const text = JSON.stringify({
          format: EDITION_FORMAT,
          organizations: [
            {
              name: name || 'x',
              description: words,
              website: more,
              services: [
                {
                  name: words,
                  description: more,
                  status: name,
                  languages: [{ name }],
                  service_areas: [{ name: words }],
                  assured_date: more,
                },
              ],
            },
          ],
          calls: [{ title: more || 'x', about: name, closesOn: words, link: words }],
        })
        const document = readDocument(Buffer.from(text))!
        const html = organisationPage({ ...document, org: 'ab' as OrgId, issued: 0 }, wordsFor('en'))
        expect(html).not.toMatch(ELEMENTS)
        // Every tag is one that the page itself writes: with these attributes and no others.
        for (const [tag] of html.matchAll(/<[a-z][^>]*>/giu))
          expect(tag).toMatch(/^<\w+(?: (?:lang|dir|charset|name|content|rel|href|type|class|datetime)="[^"<>]*")*>$/u)
        expect(html.match(/href="[^"]*"/gu)?.every((one) => /^href="(?:\/public[\w/.-]*)"$/u.test(one))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('EDN-3 a document of any other form says nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const document = readDocument(Buffer.from(text))
        expect(document === null || document.organisations.length >= 0).toBe(true)
      }),
    )
    expect(readDocument(Buffer.from(JSON.stringify({ format: EDITION_FORMAT, organizations: {} })))).toBeNull()
    expect(readDocument(Uint8Array.of(0xff, 0xfe))).toBeNull()
    const odd = { format: EDITION_FORMAT, organizations: [7, null, { name: 3 }, { name: 'Kept', services: 'none' }], calls: [[]] }
    expect(readDocument(Buffer.from(JSON.stringify(odd)))).toMatchObject({ organisations: [{ name: 'Kept', services: [] }], calls: [] })
  })
})
