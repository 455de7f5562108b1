/** Without an account: writing to an organisation, and coming back with the receipt phrase. Nothing stays on this machine. */
import { parseReceipt, type Receipt } from '@pergola/core/intake'
import type { OrgId } from '@pergola/protocol'
import { arg, said, text, type Call, type Command, type Option } from '../command/command.ts'
import { Letterbox } from '../intake/letterbox.ts'
import { nodeCrypto, nodeTransport } from '../ports/nodePorts.ts'
import { relayOrigin } from '../session/profile.ts'
import { plain, time } from '../show/words.ts'
import { Complaint, misuse } from '../voice.ts'

const group = 'Intake, without an account'
const LINK = arg('link', 'the link of the organisation’s intake page')

const letterbox = ({ given, terminal }: Call): Letterbox => {
  const link = given.text('link')
  const [, org] = /#([0-9a-f]{32})$/u.exec(link) ?? []
  if (org === undefined) throw misuse('This is not the link of an intake page.', 'Copy the whole link, with everything after the #.')
  return new Letterbox(nodeTransport(relayOrigin(link)), nodeCrypto(), org as OrgId, terminal.now)
}

const RECEIPT: Readonly<Record<string, Option>> = {
  'receipt-file': text('file with the receipt phrase; otherwise it is asked for', 'FILE'),
}

const readReceipt = async ({ given, terminal }: Call): Promise<Receipt> => {
  const file = given.text('receipt-file')
  const typed = file === '' ? await terminal.askSecret('Receipt phrase: ') : terminal.readFile(file)
  if (typed === null) throw new Complaint('The receipt phrase is needed.', 'Type it when asked, or give --receipt-file FILE.')
  const receipt = parseReceipt(typed)
  if (receipt.ok) return receipt.value
  const { problem } = receipt
  if (problem.type === 'unknown_words') {
    const near = problem.words.map(({ typed: word, near: [first] }) =>
      first ? `"${plain(word)}" may be "${first}"` : `"${plain(word)}" is not one of the words`,
    )
    throw new Complaint('Some words of the phrase are mistyped.', `${near.join('; ')}.`)
  }
  if (problem.type === 'wrong_length')
    throw new Complaint(`A phrase has ${problem.need} ${problem.form}; this has ${problem.have}.`, 'Type all of it.')
  throw new Complaint('This is not a receipt phrase.', 'Compare it with what you wrote down.')
}

const letterFrom = ({ given, terminal }: Call) => ({
  text: given.has('text-file') ? terminal.readFile(given.text('text-file')) : given.text('text'),
  reach: given.text('reach'),
  language: given.text('language') || 'en',
  files: given
    .texts('file')
    .map((path) => ({ name: path.split(/[\\/]/u).at(-1) ?? 'file', type: 'application/octet-stream', content: terminal.readBytes(path) })),
})

const LETTER: Readonly<Record<string, Option>> = {
  text: text('what you want to say'),
  'text-file': text('or a file with it', 'FILE'),
  file: { type: 'list', about: 'a file to send along; may be repeated', value: 'FILE' },
  language: text('language you write in', 'en'),
  reach: text('how to reach you, if you want that'),
}

const keep = ({ given, terminal }: Call, receipt: Receipt): void => {
  const file = given.text('receipt-file')
  if (file === '')
    return terminal.err(
      `\n  ${receipt.text}\n\nThis is your receipt phrase: with it you read the answer. Write it down; it is shown once.\n`,
    )
  terminal.writeNew(file, new TextEncoder().encode(`${receipt.text}\n`))
}

const write: Command = {
  name: 'intake write',
  group,
  summary: 'Write to an organisation, sealed for it alone',
  args: [LINK],
  options: { ...LETTER, 'receipt-file': text('write the receipt phrase here (mode 0600), not to the terminal', 'FILE') },
  examples: ['pergola intake write "https://relay.example/intake/#…" --text-file what-happened.txt --file photo.jpg'],
  run: async (call) => {
    const box = letterbox(call)
    const { about } = await box.card()
    keep(call, await box.write(letterFrom(call), 'words'))
    return said({ sentTo: about.name }, `Sent to ${plain(about.name)}.\n`)
  },
}

const read: Command = {
  name: 'intake read',
  group,
  summary: 'Read the answers, with the receipt phrase',
  args: [LINK],
  options: RECEIPT,
  examples: ['pergola intake read "https://relay.example/intake/#…"'],
  run: async (call) => {
    const answers = await letterbox(call).answers(await readReceipt(call))
    if (answers === null)
      throw new Complaint('There is no conversation under this phrase.', 'Compare it with what you wrote down, and the link as well.')
    return said(
      answers,
      answers.length === 0 ? 'No answer yet.\n' : answers.map((one) => `${time(one.time)}\n${plain(one.text, true)}\n`).join('\n'),
    )
  },
}

const again: Command = {
  name: 'intake again',
  group,
  summary: 'Write once more in the same conversation',
  args: [LINK],
  options: { ...LETTER, ...RECEIPT },
  examples: [],
  run: async (call) => {
    await letterbox(call).write(letterFrom(call), 'words', await readReceipt(call))
    return said({}, 'Sent.\n')
  },
}

export const visiting: readonly Command[] = [write, read, again]
