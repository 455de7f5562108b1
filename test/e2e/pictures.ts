/**
 * Pictures of the guides, made from what the browser tests of the long stories saw (test/e2e/output; run those first): WebP, small
 * enough for a slow line. Everything on them is invented.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, SHOTS } from './browser.ts'

const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const LARGEST_BYTES = 60_000

/** What was seen, the picture, and how much of it from the top is shown (px; 0: all). */
const WANTED = [
  ['long-lawyer-both-decided-phone', 'both-decided-phone', 1050],
  ['long-lawyer-no-consent', 'not-agreed', 0],
  ['long-lawyer-year', 'covered-twice', 0],
  ['long-lawyer-chart-arabic', 'covered-twice-arabic', 0],
  ['long-journalist-clinic', 'clinic', 0],
  ['long-lawyer-closed-twice', 'closed-twice', 1180],
] as const

const webp = (source: string, height: number, quality: number): string => `(async () => {
  const image = await createImageBitmap(await (await fetch(${JSON.stringify(source)})).blob())
  const tall = ${height} === 0 ? image.height : Math.min(image.height, ${height})
  const canvas = new OffscreenCanvas(image.width, tall)
  canvas.getContext('2d').drawImage(image, 0, 0)
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: ${quality} })).arrayBuffer())
  return Array.from(bytes)
})()`

const browser = await launch()
const page = await browser.newPage()
for (const [seen, name, height] of WANTED) {
  const source = `data:image/png;base64,${readFileSync(join(SHOTS, `${seen}.png`)).toString('base64')}`
  let bytes = new Uint8Array()
  for (const quality of [0.85, 0.7, 0.5, 0.35]) {
    bytes = Uint8Array.from((await page.evaluate(webp(source, height, quality))) as number[])
    if (bytes.length <= LARGEST_BYTES) break
  }
  if (bytes.length > LARGEST_BYTES) throw new Error(`${name} is ${bytes.length} bytes: show less of it`)
  writeFileSync(join(PICTURES, `${name}.webp`), bytes)
  console.log(`${name}.webp ${bytes.length}`)
}
await browser.close()
