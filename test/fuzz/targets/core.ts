/** What the core reads from strangers: payloads, snapshots, alerts, phrases, links, codes, words, published lists. */
import {
  decodeDoc,
  decodePayload,
  encodeDoc,
  encodePayload,
  applyTo,
  cleanFileName,
  cleanLine,
  cleanText,
  emptyDoc,
  utf8Length,
  type Author,
  type Rules,
} from '@pergola/core/record'
import { readProviderFacts } from '@pergola/core/directory'
import { fileRef } from '@pergola/core/files'
import { recoveryWords, seedFromWords, tidyAccount, tidyPassphrase } from '@pergola/core/identity'
import { newReceipt, parseReceipt, readEnvelope, readMailbox, receiptKeys, verifyCard, type Arrival } from '@pergola/core/intake'
import { pairingCode, pairingSecret, secretFromLink, secretToLink } from '@pergola/core/invite'
import { asKey } from '@pergola/core/crypto'
import { LIMITS, concat, decode, encode, mailboxContent, sameBytes, u32, type OrgId } from '@pergola/protocol'
import { platformCrypto } from './crypto.ts'
import { MESSAGE_STEPS, answer, message, pad, unpad } from '../../../packages/core/src/intake/payload.ts'
import { hold, text, utf8, type Target } from '../target.ts'
import { vectorsOf } from './vectors.ts'

const CBOR_WORDS = ['at', 'ops', 'o', 'set', 'note', 'add', 'c', 'i', 'f', 'person', '__proto__', 'constructor', 'main'].map((word) =>
  Uint8Array.of(0x60 + word.length, ...utf8(word)),
)

const payloads = (): readonly Uint8Array[] => {
  const written = [
    encodePayload({
      at: 5 as never,
      ops: [{ o: 'set', c: 'person', i: 'p1', f: { name: 'Amina', age: 31, gone: null, tags: ['a', 'b'], yes: true } }],
    }),
    encodePayload({
      at: 6 as never,
      ops: [
        { o: 'note', c: 'note', i: 'n1', f: { text: 'نص' } } as never,
        { o: 'add', c: 'case', i: 'main', f: 'rights', v: ['x'] } as never,
      ],
    }),
  ]
  return written.flatMap((one) => (one.ok ? [one.value] : []))
}

const anything: Rules = () => true as never
const author: Author = { device: 'd'.repeat(32) as never, person: 'a'.repeat(32) as never, org: 'b'.repeat(32) as never, role: 'steward' }

const docs = (): readonly Uint8Array[] =>
  payloads().flatMap((bytes) => {
    const read = decodePayload(bytes)
    return read.ok ? [encodeDoc(applyTo(emptyDoc(), [{ payload: read.value, author }], anything as never).doc)] : []
  })

const receipt = newReceipt('letters', new Uint8Array(15).fill(7))
const keys = receiptKeys(platformCrypto.sha256, receipt)
const ORG = 'ab'.repeat(16) as OrgId
const CARD_ORG = '2d24a26fcdbe8eef41a2d652edbb33de' as OrgId

const ref = {
  blob: ORG as never,
  key: new Uint8Array(32),
  name: utf8('a.txt'),
  type: utf8('text/plain'),
  size: 5,
  sha256: new Uint8Array(32),
}
const said = { mailbox: keys.mailbox, message: new Uint8Array(16), text: utf8('help'), reach: utf8(''), language: utf8('en'), files: [ref] }
const messages = (): readonly Uint8Array[] => [
  encode(message, { t: 'first', ...said, replyKey: keys.reply.publicKey, threadKey: new Uint8Array(32) }),
  encode(message, { t: 'later', ...said, mac: new Uint8Array(32) }),
]
const replies = (): Uint8Array => encode(mailboxContent, { replies: [{ time: 5, envelope: new Uint8Array(30) }] })
const arrival: Arrival = { org: ORG, keyNumber: 1, secret: keys.reply, mailbox: keys.mailbox, thread: null } as never

const mailbox = (input: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(LIMITS.mailboxBytes)
  bytes.set(input)
  return bytes
}

const believing = { sha256: platformCrypto.sha256, verify: async () => true }

const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u

const PHRASES = ['abandon ability able about above absent absorb abstract absurd abuse', receipt.text, 'Abandon, ABILITY able', '٠١٢٣']
const LISTS = [
  '[{"id":"a","org":"Atlas Fund","kinds":["shelter"],"regions":["KE"],"source":"https://x.example"}]',
  '[{"id":"b","org":"B","max_days":"up to 3 months","who":"women","countries":"Kenya, Uganda","amount":"EUR 5,000"}]',
  '[{}]',
  '{}',
]

export const coreTargets: readonly Target[] = [
  {
    name: 'payload (CBOR)',
    seeds: () => payloads(),
    words: CBOR_WORDS,
    run: (input) => {
      const read = decodePayload(input)
      if (!read.ok) return false
      const written = encodePayload(read.value)
      hold(written.ok && sameBytes(written.value, input), 'two encodings of one payload')
      return true
    },
  },
  {
    name: 'payload, applied',
    seeds: () => payloads(),
    words: CBOR_WORDS,
    run: (input) => {
      const read = decodePayload(input)
      if (!read.ok) return false
      const { doc } = applyTo(emptyDoc(), [{ payload: read.value, author }], anything as never)
      const again = decodeDoc(encodeDoc(doc))
      hold(again.ok && sameBytes(encodeDoc(again.value), encodeDoc(doc)), 'a document is not read as it was written')
      hold(({} as Record<string, unknown>)['name'] === undefined, 'the prototype of everything was changed')
      return true
    },
  },
  {
    name: 'snapshot (CBOR)',
    seeds: () => docs(),
    words: CBOR_WORDS,
    run: (input) => {
      const read = decodeDoc(input)
      if (!read.ok) return false
      const once = encodeDoc(read.value)
      const again = decodeDoc(once)
      hold(again.ok && sameBytes(encodeDoc(again.value), once), 'a document is not read as it was written')
      return true
    },
  },
  {
    name: 'alert, opened',
    seeds: () => messages().map((bytes) => pad(MESSAGE_STEPS, bytes)),
    mostBytes: 4 * 1024,
    run: (input) => {
      const padded = new Uint8Array(4 * 1024)
      padded.set(input)
      const contents = unpad(MESSAGE_STEPS, padded)
      const read = contents.ok && decode(message, contents.value)
      if (!read || !read.ok) return false
      hold(contents.ok && sameBytes(encode(message, read.value), contents.value), 'two encodings of one alert')
      return true
    },
  },
  {
    name: 'alert, message',
    seeds: () => messages(),
    run: (input) => {
      const read = decode(message, input)
      if (!read.ok) return false
      hold(sameBytes(encode(message, read.value), input), 'two encodings of one alert')
      return true
    },
  },
  {
    name: 'answer, opened',
    seeds: () => [encode(answer, { message: new Uint8Array(16), time: 1, text: utf8('x'), mac: new Uint8Array(32) })],
    run: (input) => {
      const read = decode(answer, input)
      if (!read.ok) return false
      hold(sameBytes(encode(answer, read.value), input), 'two encodings of one answer')
      return true
    },
  },
  {
    name: 'file reference',
    seeds: () => [
      encode(fileRef, {
        blob: 'ab'.repeat(16) as never,
        key: new Uint8Array(32),
        name: utf8('a.txt'),
        type: utf8('text/plain'),
        size: 5,
        sha256: new Uint8Array(32),
      }),
    ],
    run: (input) => {
      const read = decode(fileRef, input)
      if (!read.ok) return false
      hold(sameBytes(encode(fileRef, read.value), input), 'two encodings of one file reference')
      return true
    },
  },
  {
    name: 'intake card',
    seeds: () => vectorsOf('intake').filter((bytes) => bytes.length > 1000),
    mostBytes: 16 * 1024,
    run: async (input) => (await verifyCard(believing, CARD_ORG, input, 1_800_000_000_000)).ok,
  },
  {
    name: 'mailbox',
    seeds: () => [concat(encode(u32, replies().length), replies()), new Uint8Array(8)],
    run: (input) => readMailbox(keys, mailbox(input.subarray(0, 4096))).ok,
  },
  {
    name: 'receipt phrase',
    seeds: () => PHRASES.map(utf8),
    words: PHRASES.flatMap((phrase) => phrase.split(' ')).map((word) => utf8(` ${word}`)),
    mostBytes: 400,
    run: (input) => {
      const read = parseReceipt(text(input))
      if (!read.ok) return false
      const again = parseReceipt(read.value.text)
      hold(
        again.ok && again.value.text === read.value.text && sameBytes(again.value.secret, read.value.secret),
        'a phrase is not read as it is shown',
      )
      return true
    },
  },
  {
    name: 'invitation link',
    seeds: () => [utf8(`https://relay.example/#/join/${'0123456789abcdef'.repeat(2)}`), utf8('0'.repeat(32))],
    mostBytes: 400,
    run: (input) => {
      const secret = secretFromLink(text(input))
      if (secret === null) return false
      hold(secret.length === 16, 'a secret has 16 bytes')
      hold(sameBytes(secretFromLink(`x#/join/${secretToLink(secret)}`)!, secret), 'a link is not read as it is shown')
      return true
    },
  },
  {
    name: 'pairing code',
    seeds: () => [utf8(pairingCode(new Uint8Array(16).fill(0xa5))), utf8('00000-00000-00000-00000-00000-0'), utf8('o'.repeat(26))],
    mostBytes: 60,
    run: (input) => {
      const secret = pairingSecret(text(input))
      if (secret === null) return false
      hold(secret.length === 16, 'a secret has 16 bytes')
      hold(sameBytes(pairingSecret(pairingCode(secret))!, secret), 'a code is not read as it is shown')
      return true
    },
  },
  {
    name: 'recovery words',
    seeds: () => [utf8(recoveryWords(new Uint8Array(32).fill(9)).join(' ')), utf8('abandon '.repeat(24))],
    words: ['abandon ', 'zoo ', 'art ', '  '].map(utf8),
    mostBytes: 400,
    run: (input) => {
      const words = text(input).split(' ')
      const seed = seedFromWords(words)
      if (seed === null) return false
      hold(seed.length === 32, 'a seed has 32 bytes')
      const tidy = words.map((word) => word.trim().toLowerCase()).filter((word) => word !== '')
      hold(recoveryWords(seed).join(' ') === tidy.join(' ').normalize('NFKD'), 'two kits of one seed')
      return true
    },
  },
  {
    name: 'passphrase and name',
    seeds: () => [utf8('able-Baker  charlie'), utf8('ﬁle ＡＢＣ'), utf8('amina ')],
    mostBytes: 400,
    run: (input) => {
      const typed = text(input)
      hold(tidyPassphrase(tidyPassphrase(typed)) === tidyPassphrase(typed), 'a tidy passphrase is tidied once')
      hold(/^([a-z]+( [a-z]+)*)?$/.test(tidyPassphrase(typed)), 'a tidy passphrase is words')
      hold(typeof tidyAccount(typed) === 'string', 'a name is text')
      return true
    },
  },
  {
    name: 'published list',
    seeds: () => LISTS.map(utf8),
    words: [
      '"id":',
      '"org":"',
      '[{',
      '}]',
      '"__proto__":{"x":1}',
      '"countries":',
      '"max_days":"',
      '9'.repeat(30),
      '"kinds":[',
      'Kenya',
      '1e999',
    ].map(utf8),
    run: (input) => {
      const read = readProviderFacts(text(input))
      hold(({} as Record<string, unknown>)['x'] === undefined, 'the prototype of everything was changed')
      return read.ok
    },
  },
  {
    name: 'text of people',
    seeds: () =>
      ['Amina\u202ereversed', 'a\r\nb\u0000c', '../../etc/passwd', 'con.txt', 'e\u0301'.repeat(30), '👩‍👩‍👧.jpeg', '\ud800x'].map(utf8),
    words: ['\u202e', '\u200f', '\u0000', '\ufeff', '/', '\\', '..', '.exe', '\u0301', '\u{e0041}', '👨‍👩‍👧'].map(utf8),
    mostBytes: 600,
    run: (input) => {
      const given = text(input)
      const [line, lines, file] = [cleanLine(given), cleanText(given), cleanFileName(given)]
      hold(cleanLine(line) === line, 'a clean line is cleaned once')
      hold(cleanText(lines) === lines, 'a clean text is cleaned once')
      hold(cleanFileName(file) === file, 'a clean file name is cleaned once')
      hold(!UNSAFE.test(line) && !line.includes('\n'), 'something that is not seen is in a line')
      hold(file !== '' && !/[/\\]/.test(file) && !file.startsWith('.') && utf8Length(file) <= 130, 'a file name that is none')
      hold(line.isWellFormed() && lines.isWellFormed() && file.isWellFormed(), 'half a character')
      return true
    },
  },
]

/** Opening costs milliseconds (X-Wing), so this one gets a thousandth of the inputs; what is inside is above, whole. */
export const slowTargets: readonly Target[] = [
  {
    name: 'alert, sealed',
    seeds: () => vectorsOf('intake').filter((bytes) => bytes.length > 1000),
    mostBytes: 6000,
    run: (input) =>
      readEnvelope({ ...arrival, thread: { replyKey: new Uint8Array(32), threadKey: asKey<'receipt'>(new Uint8Array(32)) } }, input).ok,
  },
]
