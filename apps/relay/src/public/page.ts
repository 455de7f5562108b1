/** The public page: plain HTML without a script. Every word in it that somebody wrote is escaped and isolated; addresses stay text. */
import type { OrgId } from '@pergola/protocol'
import type { Posted } from './board.ts'
import type { PublicCall, PublicOrganisation, PublicService } from './document.ts'
import type { Words } from './words.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand in an element, an attribute and in XML. What XML has no place for is left out. */
export const escaped = (text: string): string =>
  [...text]
    // oxlint-disable-next-line no-control-regex -- these are the ones to leave out
    .filter((sign) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u.test(sign))
    .join('')
    .replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] as string)

const own = (text: string): string => `<bdi>${escaped(text)}</bdi>`
const paragraphs = (text: string): string => (text === '' ? '' : `<p class="words" dir="auto">${escaped(text)}</p>`)
const day = (text: string): string => (text === '' ? '' : `<time datetime="${escaped(text)}">${escaped(text)}</time>`)
const line = (label: string, value: string): string => (value === '' ? '' : `<div><dt>${label}</dt><dd>${value}</dd></div>`)
const listed = (names: readonly string[]): string => names.map(own).join(', ')

const status = ({ status: said }: PublicService, words: Words): string =>
  said === 'inactive' || said === 'defunct' ? ` (${words.closed})` : said === 'temporarily closed' ? ` (${words.paused})` : ''

const service = (one: PublicService, words: Words): string =>
  `<article><h3>${own(one.name)}${status(one, words)}</h3>${paragraphs(one.description)}<dl>${[
    line(words.kinds, listed(one.kinds)),
    line(words.areas, listed(one.areas)),
    line(words.languages, listed(one.languages)),
    line(words.eligibility, own(one.eligibility).replace('<bdi></bdi>', '')),
    line(words.application, own(one.application).replace('<bdi></bdi>', '')),
    line(words.checked, day(one.checkedOn)),
  ].join('')}</dl></article>`

const call = (one: PublicCall, words: Words): string =>
  `<article><h3>${own(one.title)}</h3>${paragraphs(one.about)}<dl>${line(words.closes, day(one.closesOn))}${line(words.website, own(one.link).replace('<bdi></bdi>', ''))}</dl></article>`

const organisation = (one: PublicOrganisation, words: Words): string =>
  `${paragraphs(one.description)}${one.website === '' ? '' : `<p>${words.website}: <bdi dir="ltr">${escaped(one.website)}</bdi></p>`}${one.services.map((each) => service(each, words)).join('')}`

const frame = (words: Words, title: string, body: string): string =>
  `<!doctype html><html lang="${words.language}" dir="${words.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><link rel="stylesheet" href="/public/page.css"><link rel="alternate" type="application/atom+xml" href="/public/feed.xml"></head><body><main>${body}</main></body></html>`

/** Everybody who published something, and their open calls. */
export const listPage = (posted: readonly Posted[], words: Words): string => {
  const rows = posted.map(({ org, organisations }) => {
    const services = organisations.flatMap((one) => one.services)
    const kinds = [...new Set(services.flatMap(({ kinds: names }) => names))]
    return `<li><a href="/public/organisations/${org}">${own(organisations[0]?.name ?? org)}</a><br><small>${listed(kinds)}</small></li>`
  })
  const calls = posted.flatMap(({ calls: some }) => some.map((one) => call(one, words)))
  return frame(
    words,
    words.title,
    `<h1>${words.title}</h1><p class="lead">${words.lead}</p>${rows.length === 0 ? `<p>${words.none}</p>` : `<ul>${rows.join('')}</ul>`}${
      calls.length === 0 ? '' : `<h2>${words.calls}</h2>${calls.join('')}`
    }<footer><small>${words.machine}: <a href="/public/organizations.json">JSON</a> · <a href="/public/feed.xml">Atom</a> · <a href="/public/calls.ics">iCalendar</a></small></footer>`,
  )
}

/** What one organisation published. */
export const organisationPage = ({ org, issued, organisations, calls }: Posted, words: Words): string =>
  frame(
    words,
    organisations[0]?.name ?? words.title,
    `<p><a href="/public">${words.all}</a></p>${organisations
      .map((one) => `<h1>${own(one.name)}</h1>${organisation(one, words)}`)
      .join(
        '',
      )}${calls.length === 0 ? '' : `<h2>${words.calls}</h2>${calls.map((one) => call(one, words)).join('')}`}<footer><small>${words.published}: ${day(
      new Date(issued).toISOString().slice(0, 10),
    )} · <a href="${rawAddress(org)}">${words.machine}</a></small></footer>`,
  )

/** Where the signed edition itself is. */
export const rawAddress = (org: OrgId): string => `/public/editions/${org}`

export const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fcfbf8,#1c1a18);color:light-dark(#1b1e1a,#ece7de);font:16px/1.5 system-ui,sans-serif}
main{max-width:44rem;margin-inline:auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem}h2{font-size:1.25rem;margin-block-start:2rem}h3{font-size:1rem;margin-block:1.5rem .25rem}
a{color:light-dark(#1d5a3c,#8cc9a4)}a:focus-visible{outline:2px solid currentcolor;outline-offset:2px}
ul{padding:0;list-style:none}li{padding-block:.6rem;border-block-end:1px solid light-dark(#dfdfd7,#3a3632)}
small,dt,.lead{color:light-dark(#565b54,#b0a99e)}.words{white-space:pre-wrap;overflow-wrap:anywhere}
dl{margin:0}dl>div{display:grid;grid-template-columns:minmax(7rem,10rem) minmax(0,1fr);gap:.25rem 1rem;padding-block:.2rem}dd{margin:0;overflow-wrap:anywhere}
footer{margin-block-start:2rem}
@media(max-width:30rem){dl>div{grid-template-columns:minmax(0,1fr)}}
`
