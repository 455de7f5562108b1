/** Around each test of every file: nobody sits as the test before left them, and a test that failed leaves pictures. */
import { basename } from 'node:path'
import { beforeEach } from 'vitest'
import { seatsTaken, type Taken } from './browser.ts'

/** The window and the colours are those with which the seat was taken, on the screen and not on paper. */
const asTaken = async ({ seat: { page }, as }: Taken): Promise<void> => {
  if (page.isClosed()) return
  if (as.viewport) await page.setViewportSize(as.viewport)
  await page.emulateMedia({ media: 'screen', colorScheme: as.colorScheme ?? null })
}

beforeEach(async ({ task, onTestFailed }) => {
  for (const one of seatsTaken) await asTaken(one)
  onTestFailed(async () => {
    const file = basename(task.file.name, '.test.ts')
    // Whose page is gone has no picture; what failed is told all the same.
    for (const { seat } of seatsTaken) await seat.shot(`failed-${file}-${seat.name}`, true).catch(() => {})
  })
})
