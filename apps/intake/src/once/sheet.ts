/** The file as its reader sees it: text is only ever text, each piece in its own direction. */
import type { OutsideContent } from '@pergola/core/outside'
import { h, isolated, lines } from '../dom.ts'
import { LOCALES } from '../locale.ts'
import { WORDS, type Language } from './words.ts'

type Row = readonly [label: string, value: string]

const list = (rows: readonly Row[]): HTMLElement | null => {
  const said = rows.filter(([, value]) => value !== '')
  if (said.length === 0) return null
  return h('dl', {}, ...said.flatMap(([label, value]) => [h('dt', {}, label), h('dd', {}, isolated(value))]))
}

/** Browsers before 2021 have no names: the code itself is better than nothing. */
const named = (language: Language, type: 'region' | 'language', code: string): string => {
  try {
    return code === '' ? '' : (new Intl.DisplayNames(language, { type }).of(code) ?? code)
  } catch {
    return code
  }
}

const dayOf = (language: Language, day: string): string => {
  const at = Date.parse(`${day}T12:00:00Z`)
  return Number.isNaN(at) ? day : new Date(at).toLocaleDateString(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' })
}

const bullets = (label: string, all: readonly string[]): readonly (Node | null)[] =>
  all.length === 0 ? [] : [h('h3', {}, label), h('ul', {}, ...all.map((one) => h('li', {}, isolated(one))))]

export const sheet = (content: OutsideContent, language: Language, attached: readonly Node[]): HTMLElement => {
  const words = WORDS[language]
  const label = (code: string): string => content.labels[code] ?? code.replace(/^care\./, '')
  return h(
    'article',
    { class: 'sheet' },
    list([
      [words.from, content.from],
      [words.to, content.to],
      [words.written, new Date(content.writtenAt).toLocaleDateString(LOCALES[language], { dateStyle: 'long' })],
    ]),
    content.words === '' ? null : lines(content.words, 'words'),
    ...summary(content, language, label),
    ...needs(content, language, label),
    ...people(content, language),
    ...risk(content, language, label),
    ...identity(content, language),
    ...medical(content, language, label),
    ...notes(content, language),
    ...attached,
    h('p', { class: 'quiet' }, words.care),
  )
}

type Label = (code: string) => string
type Part = readonly (Node | null)[]

const summary = ({ summary: said }: OutsideContent, language: Language, label: Label): Part => {
  const words = WORDS[language]
  if (said === null) return []
  return [
    h('h2', {}, words.summary),
    list([
      [words.urgency, label(said.urgency)],
      [words.country, named(language, 'region', said.country)],
    ]),
    said.text === '' ? null : lines(said.text, 'words'),
  ]
}

const needs = ({ needs: all }: OutsideContent, language: Language, label: Label): Part => {
  const words = WORDS[language]
  if (all === null || all.length === 0) return []
  const days = (from: string, to: string): string => words.days.replace('{}', dayOf(language, from)).replace('{2}', dayOf(language, to))
  return [
    h('h2', {}, words.needs),
    ...all.flatMap(({ kind, from, to, place, urgency, headcount }) => [
      h('h3', {}, isolated(label(kind))),
      h('p', {}, days(from, to)),
      list([
        [words.place, named(language, 'region', place)],
        [words.count, String(headcount)],
        [words.urgency, label(urgency)],
      ]),
    ]),
  ]
}

const people = ({ people: all }: OutsideContent, language: Language): Part => {
  const words = WORDS[language]
  if (all === null || all.length === 0) return []
  return [
    h('h2', {}, words.people),
    ...all.flatMap((person) => [
      h('h3', {}, isolated(person.label)),
      list([
        [words.relation, person.relation],
        [words.languages, person.languages.map((tag) => named(language, 'language', tag)).join(language === 'ar' ? '، ' : ', ')],
      ]),
    ]),
  ]
}

const risk = ({ risk: said }: OutsideContent, language: Language, label: Label): Part => {
  const words = WORDS[language]
  if (said === null) return []
  return [
    h('h2', {}, words.risk),
    list([[words.level, label(said.level)]]),
    ...bullets(words.threats, said.threats),
    ...bullets(words.vulnerabilities, said.vulnerabilities),
    ...bullets(words.capacities, said.capacities),
  ]
}

const identity = ({ identity: all }: OutsideContent, language: Language): Part => {
  const words = WORDS[language]
  if (all === null || all.length === 0) return []
  return [
    h('h2', {}, words.identity),
    ...all.flatMap((one) => [
      h('h3', {}, isolated(one.label)),
      list([
        [words.name, one.name],
        [words.otherNames, one.otherNames],
        [words.contact, one.contact],
        [words.whereabouts, one.whereabouts],
        [words.birth, one.birth],
        [words.documents, one.documents],
      ]),
    ]),
  ]
}

const medical = ({ medical: all }: OutsideContent, language: Language, label: Label): Part => {
  const words = WORDS[language]
  if (all === null || all.length === 0) return []
  return [
    h('h2', {}, words.medical),
    ...all.flatMap((care) => [
      h('h3', {}, isolated(`${care.label}: ${label(`care.${care.kind}`)}`)),
      care.urgent ? h('p', {}, words.urgent) : null,
      lines(care.text, 'words'),
      list([[words.since, care.since]]),
    ]),
  ]
}

const notes = ({ notes: all }: OutsideContent, language: Language): Part => {
  const words = WORDS[language]
  if (all === null || all.length === 0) return []
  return [h('h2', {}, words.notes), ...all.flatMap(({ on, text }) => [h('h3', {}, dayOf(language, on)), lines(text, 'words')])]
}
