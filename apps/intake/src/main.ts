/** The page for people without an account. The organisation's id stands after the `#`; nothing secret ever does. */
import type { OrgId } from '@pergola/protocol'
import { start } from './app.ts'
import { badLink } from './pages/badLink.ts'
import { write } from './pages/write.ts'
import { watchExit } from './quickExit.ts'
import { isUnsaved, newSession } from './session.ts'
import { preferred } from './words/index.ts'

const org = location.hash.slice(1).toLowerCase()
const session = newSession(org as OrgId, preferred(navigator.languages))
const app = start(document.getElementById('page')!, session, { write })

addEventListener('hashchange', () => location.reload())
watchExit(
  () => session.language,
  () => isUnsaved(session),
)

app.show(/^[0-9a-f]{32}$/u.test(org) ? write : badLink)
