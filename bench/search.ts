/** Search while typing, over 10,000 cases of about 25 operations each, in Latin, Arabic and Cyrillic script. Limit: p95 under 16 ms a keystroke. */
import { createSearch, loadSearch, saveSearch, type Search, type SearchEntry } from '../packages/client/src/search/index.ts'
import { fitExponent, generator, quantile, since } from './measure.ts'
import { also, growth, ms, report, under, type Figure } from './report.ts'

const random = generator(7)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

/** Common words are common: the n-th is picked about 1/n as often as the first. */
const zipf = <T>(list: readonly T[]): T =>
  list[Math.min(list.length - 1, Math.floor(Math.exp(random() * Math.log(list.length + 1))) - 1)] as T

const SCRIPTS = {
  latin: {
    share: 0.6,
    words: 30_000,
    syllables:
      'ba ca da fe ga he ja ka li ma no po ra sa ta u va we ye zo an er in on ter ing tion shel med fam pro ce qui les con des'.split(' '),
  },
  arabic: { share: 0.2, words: 15_000, syllables: 'ال مد حام عا ئل ة سك ن طب يب من ظم في صح را لا كت اب ون ين تم ست'.split(' ') },
  cyrillic: { share: 0.2, words: 15_000, syllables: 'за щи та пра во че ло ве ка по мо щь ер на го ли ть ст ва ми ру до'.split(' ') },
} as const
type Script = keyof typeof SCRIPTS

const vocabularyOf = (script: Script): readonly string[] => {
  const words = new Set<string>()
  while (words.size < SCRIPTS[script].words)
    words.add(Array.from({ length: 1 + Math.ceil(random() * 3) }, () => pick(SCRIPTS[script].syllables)).join(''))
  return [...words]
}
const vocabularies = { latin: vocabularyOf('latin'), arabic: vocabularyOf('arabic'), cyrillic: vocabularyOf('cyrillic') }

const scriptOf = (): Script => {
  const at = random()
  return at < 0.6 ? 'latin' : at < 0.8 ? 'arabic' : 'cyrillic'
}
const sentence = (script: Script, words: number): string => Array.from({ length: words }, () => zipf(vocabularies[script])).join(' ')

/** A summary, four needs, six notes, labels: about 250 words, as 25 operations write them. */
const caseText = (at: number): SearchEntry => {
  const script = scriptOf()
  return { id: `case/${at}`, target: `case/${at}`, title: `${pick(vocabularies.latin)} ${at}`, text: sentence(script, 250) }
}

const fill = (search: Search, from: number, to: number): void => {
  for (let at = from; at < to; at++) search.index(String(at), [caseText(at)])
}

/** Two or three words typed letter by letter; one in five with a wrong letter. */
const typed = (): readonly string[] => {
  const script = scriptOf()
  const words = Array.from({ length: 2 + Math.round(random()) }, () => zipf(vocabularies[script]))
  if (random() < 0.2) words[words.length - 1] = withTypo(words.at(-1) as string)
  const text = words.join(' ')
  return Array.from({ length: text.length }, (_, i) => text.slice(0, i + 1))
}
const withTypo = (word: string): string => {
  const at = Math.floor(random() * word.length)
  return `${word.slice(0, at)}x${word.slice(at + 1)}`
}

const replay = (search: Search, queries: number): readonly number[] => {
  const times: number[] = []
  for (let i = 0; i < queries; i++) for (const text of typed()) times.push(since(() => search.search(text, 30)))
  return times
}

const search = createSearch()
const sizes = [1_000, 3_000, 10_000, 30_000, 100_000].filter((size) => size <= Number(process.argv[2] ?? 30_000))
const medians: [number, number][] = []
const figures: Figure[] = []
let filled = 0
for (const size of sizes) {
  const made = since(() => fill(search, filled, size))
  filled = size
  replay(search, 20)
  const times = replay(search, 60)
  medians.push([size, quantile(times, 0.5)])
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
  const beside = `p50 ${ms(p50)}, worst ${ms(Math.max(...times))}`
  const what = `a keystroke over ${size} cases, p95`
  figures.push(size === 10_000 ? under(what, p95, 16, ms, beside) : also(what, ms(p95), beside))
  if (size === 10_000) {
    let image: Uint8Array = new Uint8Array()
    const saving = since(() => (image = saveSearch(search)))
    const loading = since(() => loadSearch(image))
    const memory = `memory ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`
    figures.push(
      also('indexing 10,000 cases', ms(made), memory),
      also('image', `${(image.length / 1e6).toFixed(1)} MB`, `save ${ms(saving)}, load ${ms(loading)}`),
    )
  }
}
if (medians.length > 1) figures.push(growth('search p50', fitExponent(medians)))
await report('Search while typing: Latin, Arabic and Cyrillic, one word in five mistyped', figures)
