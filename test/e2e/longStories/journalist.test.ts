/**
 * A journalist in detention, in real browsers. Only her lawyer sees her, and brings what she says: until then nothing about her leaves
 * the local group. Khadija's fund pays a doctor and reads Arabic; outside of the network there is a mandate of the UN. Each step begins
 * where the last one ended.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  FILE,
  TEASER,
  addNeed,
  addPerson,
  agree,
  ar,
  asking,
  asks,
  button,
  caseAt,
  check,
  choose,
  dialog,
  escape,
  fills,
  go,
  gone,
  looked,
  newCase,
  press,
  seen,
  starts,
  tick,
  write,
} from './acts.ts'
import { comes } from './months.ts'
import { FUND, HUIS, openStage, type Stage } from './stage.ts'

const MANDATE = 'A mandate of the UN'
const LAWYER = 'Her lawyer, in the visiting room'
const VISITS = 'Prison visits'
const ASTHMA = 'Asthma; the spray was taken away.'
const VISIT = 'بخّاخ جديد.'
const KEPT = 'يلزمنا القانون بحفظ الزيارة.'

let stage: Stage
let failed = false
const heron = () => stage.spaces['heron']!

beforeAll(async () => {
  stage = await openStage('2026-03-02T09:00:00Z')
})
afterAll(() => stage?.close())
beforeEach(({ skip, onTestFailed }) => {
  if (failed) skip('a step before this one failed')
  onTestFailed(() => {
    failed = true
  })
})

describe('a detained journalist, whose word comes through her lawyer, in the browser', () => {
  it('LONG-PAGE-30 2 March 2026: taken this morning; neither a request nor a sealed file nor the medical part can leave', async () => {
    const amina = await stage.sits('amina')
    const { page } = amina
    stage.spaces['heron'] = await newCase(amina, {
      name: 'Heron',
      country: 'Morocco',
      urgency: 'Within hours',
      summary: 'Taken at the airport.',
    })
    await caseAt(amina, heron(), 'people')
    await addPerson(page, 'Defender', 'Journalist')
    await addNeed(amina, heron(), { kind: VISITS, who: 'Journalist', from: '2026-03-04', to: '2026-04-02' })
    await page.getByRole('link', { name: 'Find who can help' }).click()
    await press(page, asks(HUIS))
    await seen(dialog(page, asking(HUIS)).getByText('Not agreed: Journalist.', { exact: false }))
    await escape(dialog(page, asking(HUIS)))
    await caseAt(amina, heron(), 'medical')
    await fills(page, 'Add', 'Add', async (form) => {
      await write(form, /^What/, ASTHMA)
      await check(form, /^To be told first in an emergency/)
    })
    await press(page, 'Share with who treats')
    const treating = dialog(page, 'Share with who treats')
    await choose(treating, /^Organisation/, FUND)
    await press(treating, 'Share with who treats')
    await seen(treating.getByRole('alert'))
    await amina.shot('long-journalist-medical-refused')
    await press(treating, 'Cancel')
    await caseAt(amina, heron(), 'referrals')
    await press(page, 'Send a sealed file')
    const form = dialog(page, 'Send a sealed file')
    await write(form, /^For whom/, MANDATE)
    await seen(form.getByText('There is no consent for this.'))
    expect(await button(form, 'Seal and make the link').isDisabled()).toBe(true)
    await amina.shot('long-journalist-outside-refused')
    await press(form, 'Cancel')
  })

  it('LONG-PAGE-31 3 March: her lawyer brings a yes for some things; who brought it stands with it', async () => {
    comes('2026-03-03T09:00:00Z')
    const amina = await stage.sits('amina')
    await agree(amina, heron(), { people: ['Journalist'], scope: TEASER, trusted: LAWYER }, async () => {
      await looked(amina, 'journalist-conversation')
    })
    await agree(amina, heron(), { people: ['Journalist'], scope: FILE, org: FUND, trusted: LAWYER, parts: ['Medical part'] })
    await agree(amina, heron(), {
      people: ['Journalist'],
      scope: 'Embassies may be told',
      recipient: MANDATE,
      trusted: LAWYER,
      parts: ['Summary', 'Needs'],
    })
    await amina.page
      .getByRole('row', { name: /^Share a request/ })
      .getByRole('button')
      .first()
      .click()
    await seen(dialog(amina.page).getByText(`Brought by: ${LAWYER}`))
    await escape(dialog(amina.page))
    await looked(amina, 'journalist-consent')
  })

  it('LONG-PAGE-32 4 March: the mandate opens a sealed file on a telephone without an account; it reads no name', async () => {
    comes('2026-03-04T09:00:00Z')
    const amina = await stage.sits('amina')
    const { page } = amina
    const links: string[] = []
    for (const words of ['We ask for a visit.', 'And for her spray.']) {
      await caseAt(amina, heron(), 'referrals')
      await press(page, 'Send a sealed file')
      const form = dialog(page, 'Send a sealed file')
      await write(form, /^For whom/, MANDATE)
      await choose(form, /^On the ground of/, 'Embassies may be told')
      await write(form, /^Your words to them/, words)
      await seen(form.getByText('Everyone in the file has agreed to this.'))
      if (links.length === 0) await looked(amina, 'journalist-outside')
      await press(form, 'Seal and make the link')
      const shown = dialog(page, 'The link')
      links.push(await shown.locator('code').innerText())
      await escape(shown)
    }
    const mandate = await stage.visitor('mandate')
    await mandate.page.goto(links[0]!)
    await press(mandate.page, 'Show the file')
    await seen(mandate.page.getByText('We ask for a visit.'))
    expect(await mandate.page.locator('main').innerText()).not.toMatch(/Heron|Asthma/u)
    await mandate.accessible('the sealed file')
    await mandate.fits('the sealed file')
    await mandate.shot('long-journalist-opened-phone', true)
    expect(mandate.complaints).toEqual([])
    stage.spaces['second link'] = links[1]!
  })

  it('LONG-PAGE-33 5 March: in Arabic who pays her doctor reads the medical part and nothing else, and notes a visit', async () => {
    comes('2026-03-05T09:00:00Z')
    const [amina, khadija] = [await stage.sits('amina'), await stage.sits('khadija')]
    await caseAt(amina, heron(), 'medical')
    await fills(
      amina.page,
      'Share with who treats',
      'Share with who treats',
      (form) => choose(form, /^Organisation/, FUND),
      'Share with who treats',
    )
    await go(khadija, '/cases')
    await khadija.page.getByRole('link', { name: /Heron/ }).first().click()
    await seen(khadija.page.getByText(ASTHMA))
    await fills(
      khadija.page,
      ar('household.add_visit'),
      ar('household.add_visit'),
      (form) => write(form, starts(ar('household.visit_text')), VISIT),
      ar('case.save'),
    )
    await looked(khadija, 'journalist-clinic-arabic')
    await seen(amina.page.getByText(VISIT))
  })

  it('LONG-PAGE-34 9 March: she is free and takes it back herself: the link finds nothing, the fund is told and says in Arabic what it keeps', async () => {
    comes('2026-03-09T09:00:00Z')
    const [amina, khadija] = [await stage.sits('amina'), await stage.sits('khadija')]
    const { page } = amina
    for (const row of [/^Share a request/, /^Share the file.*صندوق الساحل/u, /^Embassies may be told.*A mandate/]) {
      await caseAt(amina, heron(), 'consent')
      await page.getByRole('row', { name: row }).getByRole('button').first().click()
      await press(dialog(page), 'Withdraw')
      await press(page.getByRole('alertdialog'), 'Withdraw')
      await gone(page.getByRole('alertdialog'))
      await escape(dialog(page))
      await seen(page.getByRole('row', { name: row }).getByText('Withdrawn'))
    }
    await looked(amina, 'journalist-withdrawn')
    const mandate = await stage.visitor('late')
    await mandate.page.goto(stage.spaces['second link']!)
    await press(mandate.page, 'Show the file')
    await seen(mandate.page.getByRole('heading', { name: 'There is nothing here any more' }))
    await go(khadija, '/today')
    await khadija.page.getByRole('link', { name: ar('today.do.notice_in') }).click()
    await tick(khadija.page, starts(ar('consent.notice.what_kept')))
    await write(khadija.page, starts(ar('consent.notice.text_kept')), KEPT)
    await looked(khadija, 'journalist-notice-arabic')
    await press(khadija.page, ar('consent.notice.confirm'))
    await caseAt(amina, heron(), 'sharing')
    await seen(page.getByText(KEPT))
    await looked(amina, 'journalist-receipt')
  })

  it('LONG-PAGE-35 12 March: Yusuf had opened a case of her too, on his telephone; they become one, and no old yes opens the gate', async () => {
    comes('2026-03-12T09:00:00Z')
    const yusuf = await stage.sits('yusuf')
    const { page } = yusuf
    const twin = await newCase(yusuf, { name: 'Reed', country: 'Morocco', urgency: 'Within hours', summary: 'Her sister called.' })
    await caseAt(yusuf, twin, 'people')
    await addPerson(page, 'Defender', 'Reporter')
    // Said before she took everything back; a yes of today would count.
    await agree(yusuf, twin, { people: ['Reporter'], scope: TEASER }, (form) => form.getByLabel('On', { exact: true }).fill('2026-03-08'))
    await caseAt(yusuf, twin, 'sharing')
    await fills(
      page,
      'Merge into another case',
      'Merge into another case',
      async (form) => {
        await choose(form, /^Into/, 'Heron')
        await choose(form, /^Reporter is there/, 'Journalist')
        await yusuf.fits('merging')
        await yusuf.accessible('merging')
      },
      'Merge and close this one',
    )
    await seen(page.getByRole('heading', { level: 1, name: 'Heron' }))
    await caseAt(yusuf, heron(), 'needs')
    await page.getByRole('link', { name: 'Find who can help' }).click()
    await press(page, asks(HUIS))
    await seen(dialog(page, asking(HUIS)).getByText('Not agreed: Journalist.', { exact: false }))
    await escape(dialog(page, asking(HUIS)))
    await go(yusuf, '/settings')
    await tick(page, /^العربية/)
    await seen(page.locator('html[dir=rtl]'))
    await caseAt(yusuf, heron(), 'consent')
    await looked(yusuf, 'journalist-merged-arabic')
  })

  it('nobody’s browser had anything to complain about', () => {
    expect(stage.seats().flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
