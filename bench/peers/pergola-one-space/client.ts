/** The same with all documents in one space: one key and one membership for all, as the others have it. */
import { addNote } from '@pergola/core/casework'
import { foundSpace } from '@pergola/core/space'
import { textOf, type PeerClient } from '../client.ts'
import { control, newAuthor, orgOf, writing } from '../pergola/author.ts'
import { client as pergola, whereOf } from '../pergola/client.ts'
import { crypto } from '../pergola/line.ts'

const A_PUSH = 50

export const client: PeerClient = {
  ...pergola,
  fill: async (url, documents, bytes) => {
    const author = await newAuthor(url)
    const where = await whereOf(url, author)
    const { actions, key } = foundSpace(crypto, 'case', { org: orgOf(author), secret: author.secret }, [])
    const write = writing(author, await control(author, null, actions, author.membership), key)
    const notes = Array.from({ length: documents }, (_, n) => {
      const note = addNote(String(n).padStart(32, '0'), textOf(n, bytes))
      if (!note.ok) throw new Error('no note')
      return note.value
    })
    for (let at = 0; at < documents; at += A_PUSH) await write(notes.slice(at, at + A_PUSH))
    return where
  },
}
