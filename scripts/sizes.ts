/** Size budgets of what a browser loads, in brotli bytes, measured on the build. `node scripts/sizes.ts` after `npm run build`. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const root = join(import.meta.dirname, '..')

const brotli = (path: string): number => brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })

/** The page itself: its HTML and every script and style sheet that the HTML names. */
const entry = (dist: string): string[] => {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/?((?:intake\/)?assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) =>
    join(dist, path!.replace(/^intake\//, '')),
  )
  return [join(dist, 'index.html'), ...new Set(named)]
}

const web = join(root, 'apps/web/dist')
const intake = join(root, 'apps/intake/dist')
/** A script with all that it cannot start without, and that with what it cannot. */
const withStatic = (path: string, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(path)) return found
  found.add(path)
  for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    withStatic(join(path, '..', name!), found)
  return found
}
const named = (name: string): readonly string[] => files(web).filter((path) => new RegExp(`assets/${name}-[^/]*\\.js$`).test(path))
const worker = [...new Set(named('main').flatMap((path) => [...withStatic(path)]))]
/** What a script of this name adds to what is there. */
const more = (name: string, there: readonly string[]): readonly string[] =>
  [...new Set(named(name).flatMap((path) => [...withStatic(path)]))].filter((path) => !there.includes(path))
const asked = more('asked', worker)
const exchange = named('exchange')
const casePackages = [...named('casepackage'), ...named('dist')]
const casePage = more('CasePage', entry(web))
/** What the intake page loads; some of it only for those who come back. */
const intakePages = files(intake).filter((path) => /\.(html|js|css)$/.test(path))
/** Built beside it, and loaded by nobody who writes. */
const isOnce = (path: string): boolean => path.startsWith(join(intake, 'once'))
const intakeFiles = intakePages.filter((path) => !isOnce(path))
const isReturning = (path: string): boolean => /assets\/returning-[^/]*$/.test(path)
const catalogue = named('en')

const BUDGETS: readonly { readonly what: string; readonly files: readonly string[]; readonly most: number }[] = [
  { what: 'member app, entry with the English catalogue', files: [...entry(web), ...catalogue], most: 170_000 },
  { what: 'member app, worker (loaded beside the page)', files: worker, most: 165_000 },
  { what: 'the same, more with the first command or page of its own', files: asked, most: 50_000 },
  { what: 'the page of a case, without its tabs', files: casePage, most: 66_000 },
  { what: 'import and export, loaded with the first file', files: exchange, most: 36_000 },
  { what: 'packages of cases and age, loaded with the first', files: casePackages, most: 36_000 },
  { what: 'intake page, to write for the first time', files: intakeFiles.filter((path) => !isReturning(path)), most: 45_000 },
  { what: 'page for a file that opens once, everything', files: intakePages.filter(isOnce), most: 20_000 },
  { what: 'intake page, more to come back with a receipt', files: intakeFiles.filter(isReturning), most: 5_000 },
]

let over = false
for (const { what, files: parts, most } of BUDGETS) {
  const size = parts.reduce((sum, path) => sum + brotli(path), 0)
  over ||= size > most || parts.length === 0
  console.log(
    `${size <= most && parts.length > 0 ? 'ok  ' : 'OVER'} ${what.padEnd(48)} ${size.toString().padStart(7)} of ${most} bytes brotli`,
  )
}
process.exit(over ? 1 : 0)
