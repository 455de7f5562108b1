import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../i18n/catalogue.ts'
import { meaningOf, pathOf } from './meaning.ts'

/** Everything that stories write into a case, by collection: whoever adds a field says here that it can be read. */
const WRITTEN: Readonly<Record<string, string>> = {
  appeal: 'kind on reasons',
  came: 'from how madeOn package whole',
  candidate: 'afterNo chain hours needs org rank service shareFile stopped text',
  case: 'alert assignedTo country emergencySpaces identitySpace medicalSpaces notices openedOn ownerOrg pseudonym rightsFields status summary urgency',
  checked: 'at how says schedule text',
  closing: 'on outcomes outcomes.change outcomes.need outcomes.text reason reopenedOn says why wouldReturn',
  commitment:
    'conditions cost cost.amount cost.basis cost.currency from need note org place reimbursement reimbursement.by reimbursement.settled state stopGap to',
  consent: 'given givenBy guardian how language on org parts person recipient scope takeBack trusted until withdrawnOn words',
  cover: 'from gone need org state stopGap to was',
  evidence: 'file on reliability side source tests text vouch vouchOrg vouchSpace',
  file: 'blob bytes name sha256 type',
  handover: 'items ticked yes',
  hold: 'by reason since until',
  incident: 'affected attacker damage evidence form kinds lessons motive on people reportedTo request resolved seriousness steps text',
  move: 'mergedInto offeredOn offeredTo',
  need: 'answer.canReturn answer.workMonths dropped from headcount kind note person place to urgency',
  note: 'mentions text',
  onIt: 'yes',
  opinion: 'decision failed function keptTo on other reasons',
  outside: 'dropped expires openedAt parts recipient scope',
  packetOpened: 'alarm at org',
  passage: 'act consents org parts people recipient scope',
  person: 'guardian label languages minor outOn outWhy ownCase relation role',
  phase: 'from kind place removed',
  plan: 'by emergency reviewOn stops triggers writtenOn',
  planStep: 'carry doneOn dropped due owner text',
  referral: 'needs org service shareFile space',
  risk: 'capacities deathThreat deathThreatOver impact on probability threats threats.area threats.change threats.death threats.kind threats.pattern threats.text threats.who threats.why vulnerabilities',
  routing: 'on to why',
  seen: 'file identity',
  share: 'emergency file identity medical',
  taken: 'on',
  task: 'about doneBy doneOn due owner text',
  test: 'finding reason',
  tie: 'a gone kind together',
  verification: 'activities deciders since',
  vouchAsked: 'org withName',
  watch:
    'alert by everyMinutes from graceMinutes ladder ladder.act ladder.afterMinutes ladder.id ladder.who person stopped times until zone',
}

const FIELDS = Object.entries(WRITTEN).flatMap(([collection, fields]) =>
  fields.split(' ').map((said) => {
    const [field = '', key] = said.startsWith('answer.') ? [said] : said.split('.')
    return { collection, path: pathOf(collection, field, key) }
  }),
)

describe('the history of a case', () => {
  test.each(['en', 'ar'] as const)('has a name for everything that is written into one (%s)', async (language) => {
    const words = await loadCatalogue(language)
    const shown = FIELDS.filter(({ path }) => meaningOf(path) !== 'hidden')
    const nameless = shown.filter(({ collection, path }) => !words[`case.history.${path}`] || !words[`case.history.${collection}`])
    expect(nameless.map(({ path }) => path)).toEqual([])
  })

  test('shows no address of a space, no key and no id that stands for nobody', () => {
    for (const path of ['case.identitySpace', 'file.blob', 'referral.space', 'came.was.0f', 'watch.ladder.id'])
      expect(meaningOf(path), path).toBe('hidden')
    expect(meaningOf('case.summary')).toBeNull()
    expect(meaningOf('constructor.name')).toBeNull()
  })
})
