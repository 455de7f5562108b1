/**
 * A lawyer with two children and a brother, over fourteen months, in real browsers: threatened in March 2026, abroad from April, the
 * shelter's part over in January 2027, and home again in April (`lawyerReturns.ts`). Each step begins where the last one ended.
 */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  FILE,
  TEASER,
  addPerson,
  agree,
  ar,
  asking,
  asks,
  button,
  caseAt,
  check,
  choose,
  chooseSeveral,
  dialog,
  escape,
  fills,
  go,
  gone,
  handoverMark,
  looked,
  mark,
  newCase,
  offersCover,
  press,
  seen,
  starts,
  tick,
  write,
  type CoverSaid,
} from './acts.ts'
import * as casework from '../acts/casework.ts'
import { returns } from './lawyerReturns.ts'
import { comes } from './months.ts'
import type { Seat } from '../browser.ts'
import { FUND, HUIS, openStage, type Stage } from './stage.ts'

let stage: Stage
let failed = false
const FAMILY = ['Son, nine', 'Daughter, four'] as const
const olive = () => stage.spaces['olive']!
const SHELTER = 'Shelter abroad'

const covers = (one: Seat, said: CoverSaid, more?: (form: Locator) => Promise<void>) => offersCover(one, olive(), said, more)
/** She and her brother for themselves, she for the children. */
const familyAgrees = async (one: Seat, org: string): Promise<void> => {
  await agree(one, olive(), { people: ['Lawyer', 'Brother'], scope: FILE, org })
  await agree(one, olive(), { people: FAMILY, scope: FILE, org, guardian: 'Lawyer' })
}

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

describe('a lawyer with two children, fourteen months, in the browser', () => {
  it('LONG-PAGE-1 2 March 2026: she comes with a death threat, her family is drawn, and her brother has a case of his own', async () => {
    const amina = await stage.sits('amina')
    const { page } = amina
    await newCase(amina, { name: 'Fig', country: 'Morocco', urgency: 'Within weeks', summary: 'Radio reporter, brother of another case.' })
    const space = await newCase(amina, { name: 'Olive', country: 'Morocco', urgency: 'Within days', summary: 'Threats after a land case.' })
    stage.spaces['olive'] = space
    await caseAt(amina, space, 'people')
    await addPerson(page, 'Defender', 'Lawyer')
    for (const child of FAMILY) await addPerson(page, 'Dependent', child, 'Child')
    await addPerson(page, 'Dependent', 'Brother', 'Brother or sister')
    for (const [who, is, whose] of [
      ['Lawyer', 'parent', 'Son, nine'],
      ['Lawyer', 'parent', 'Daughter, four'],
      ['Lawyer', 'brother or sister', 'Brother'],
    ] as const) {
      await fills(page, 'Say who belongs to whom', 'Say who belongs to whom', async (form) => {
        await choose(form, /^Who/, who)
        await choose(form, /^is/, is)
        await choose(form, /^of whom/, whose)
        if (whose === 'Brother') await check(form, /^They live under one roof/)
      })
    }
    for (const child of FAMILY) {
      await fills(page, `Guardian and own case: ${child}`, `Guardian and own case: ${child}`, async (form) => {
        await check(form, /^A child/)
        await choose(form, /^Who decides for them/, 'Lawyer')
      })
    }
    await fills(page, 'Guardian and own case: Brother', 'Guardian and own case: Brother', (form) => choose(form, /^Their own case/, 'Fig'))
    await seen(page.locator('main').getByRole('link', { name: 'Fig' }))
    await fills(page, 'Add a paper of Daughter, four', 'Paper of Daughter, four', async (form) => {
      await write(form, /^Number/, 'MA 0000001')
      await form.getByLabel(/^Runs out on/).fill('2027-01-15')
    })
    await seen(page.getByText(/runs out on 15 Jan/))
    await looked(amina, 'lawyer-people')
    await caseAt(amina, space, 'risk')
    await fills(page, 'Assess the risk', 'Assess the risk', async (form) => {
      await write(form, /^Threats/, 'A bullet in an envelope')
      await form.locator('summary', { hasText: 'A bullet in an envelope' }).click()
      await check(form, /^They said that they will kill/)
      await write(form, /^Capacities/, 'Her bar stands by her')
    })
    await seen(page.getByText('There is a death threat.'))
  })

  it('LONG-PAGE-2 3 March: both decide at the same time without a network, and the page says what became of it', async () => {
    comes('2026-03-03T09:00:00Z')
    const [amina, yusuf] = [await stage.sits('amina'), await stage.sits('yusuf')]
    const space = olive()
    await caseAt(amina, space, 'verification')
    await fills(amina.page, 'Add evidence', 'Add evidence', async (form) => {
      await chooseSeveral(form, /^Which tests/, ['Acts for human rights'])
      await write(form, /^What was seen/, 'The file of the verdict; eleven years of land cases.')
      await write(form, /^Who or what says so/, 'Court record')
    })
    await caseAt(yusuf, space, 'verification')
    await seen(yusuf.page.getByText('The file of the verdict'))
    for (const one of [amina, yusuf]) await one.context.setOffline(true)
    for (const one of [amina, yusuf]) {
      await fills(
        one.page,
        'Give my decision',
        'Give my decision',
        async (form) => {
          await tick(form, /^Human rights defender/)
          await write(form, /^Reasons/, 'Eleven years of land cases.')
        },
        'Decide',
      )
    }
    for (const one of [amina, yusuf]) await one.context.setOffline(false)
    for (const one of [amina, yusuf]) await seen(one.page.getByRole('button', { name: /^All sent/ }))
    for (const one of [amina, yusuf]) await seen(one.page.getByText('Two decided in the same function at once'))
    await looked(yusuf, 'lawyer-both-decided')
    await go(yusuf, '/today')
    await seen(yusuf.page.getByText('Olive: two decided in the same function at once.'))
    await caseAt(yusuf, space, 'verification')
    await fills(
      yusuf.page,
      'Give my decision',
      'Give my decision',
      async (form) => {
        await tick(form, /^Reviews/)
        await write(form, /^Reasons/, 'I read the file of the verdict with fresh eyes.')
      },
      'Decide',
    )
    await seen(amina.page.getByText('Decided: Human rights defender'))
    await press(amina.page, 'Open the case')
    await gone(button(amina.page, 'Open the case'))
    await go(yusuf, '/today')
    await seen(yusuf.page.getByText('Nothing waits for you'))
  })

  it('LONG-PAGE-3 4 March: an end before the start is refused; nobody is asked before each child’s guardian said yes', async () => {
    comes('2026-03-04T09:00:00Z')
    const amina = await stage.sits('amina')
    const { page } = amina
    await caseAt(amina, olive(), 'needs')
    await press(page, 'Add a need')
    const need = dialog(page, 'Add a need')
    await choose(need, /^What is needed/, SHELTER)
    await need.getByLabel('First day').fill('2026-04-01')
    await need.getByLabel('Last day').first().fill('2026-03-31')
    await seen(need.getByText('It ends before it begins.'))
    expect(await button(need, 'Save').isDisabled()).toBe(true)
    await need.getByLabel('Last day').first().fill('2027-03-31')
    await need.getByRole('spinbutton', { name: /^For how many people/ }).fill('3')
    await choose(need, /^Where/, 'Netherlands')
    await press(need, 'Save')
    await gone(need)
    await agree(amina, olive(), { people: ['Lawyer', 'Brother'], scope: TEASER })
    await caseAt(amina, olive(), 'needs')
    await page.getByRole('link', { name: 'Find who can help' }).click()
    await press(page, `Ask them: ${HUIS}`)
    const asking = dialog(page, `Ask ${HUIS}`)
    await seen(asking.getByText('There is no consent to send this.'))
    expect(await button(asking, /^Send/).isDisabled()).toBe(true)
    await amina.shot('long-lawyer-no-consent')
    await escape(asking)
    await agree(amina, olive(), { people: FAMILY, scope: TEASER, guardian: 'Lawyer' }, async () => {
      await amina.accessible('a conversation with a guardian')
      await amina.shot('long-lawyer-conversation')
    })
    await looked(amina, 'lawyer-consent')
  })

  it('LONG-PAGE-4 5 March: check-ins twice a day; the first is missed, and Yusuf sees to it on his telephone', async () => {
    comes('2026-03-05T09:00:00Z')
    const amina = await stage.sits('amina')
    await caseAt(amina, olive(), 'plan')
    await fills(amina.page, 'Agree on check-ins', 'Agree on check-ins', async (form) => {
      await choose(form, /^Who checks in/, 'Lawyer')
      await choose(form, /^How often/, 'Every 12 hours')
    })
    await seen(amina.page.getByText('Nothing heard yet'))
    await fills(amina.page, 'Write the plan', 'Write the plan', async (form) => {
      await write(form, /^What starts the plan/, 'He finds the school')
      await write(form, /^Who decides to stop/, 'She herself')
      await write(form, /^In an emergency/, 'To the neighbour, not by the front door.')
      await form.getByLabel(/^To be looked at again/).fill('2026-07-15')
    })
    await looked(amina, 'lawyer-safety')
    comes('2026-03-06T08:00:00Z')
    const yusuf = await stage.sits('yusuf')
    await go(yusuf, '/today')
    await seen(yusuf.page.getByText('No sign of life from Olive.'))
    await looked(yusuf, 'lawyer-missed')
    await yusuf.page.getByRole('link', { name: 'See to it' }).click()
    await press(yusuf.page, 'I am on it')
    await seen(yusuf.page.getByText(/^On it: Yusuf/))
    await looked(yusuf, 'lawyer-alarm')
    await fills(yusuf.page, 'I heard from them', 'I heard from them', (form) => write(form, /^In words/, 'The hearing went on until ten.'))
    await gone(yusuf.page.getByText(/^On it: Yusuf/))
    expect(await (await stage.sits('amina')).page.getByText('No sign of life from Olive.').count()).toBe(0)
  })

  it('LONG-PAGE-5 9 March: the shelter is asked for the whole year, without a name', async () => {
    comes('2026-03-09T09:00:00Z')
    const amina = await stage.sits('amina')
    await caseAt(amina, olive(), 'needs')
    await amina.page.getByRole('link', { name: 'Find who can help' }).click()
    await fills(amina.page, asks(HUIS), asking(HUIS), (form) => write(form, /^A few words more/, 'For a year.'), 'Send the request')
  })

  it('LONG-PAGE-6 it takes half of the year, and reads the file when everyone, or their guardian, has agreed', async () => {
    const [amina, joost] = [await stage.sits('amina'), await stage.sits('joost')]
    await go(joost, '/today')
    await joost.page.getByRole('link', { name: 'Answer' }).first().click()
    await press(joost.page, 'Take up in part')
    const part = dialog(joost.page, 'Take up in part')
    await part.getByLabel(/^To \(last day\)/).fill('2026-09-30')
    await press(part, 'Take this part up')
    await gone(part)
    await looked(joost, 'lawyer-taken-in-part')
    await familyAgrees(amina, HUIS)
    await casework.share(amina.page, HUIS)
    await joost.page.getByRole('link', { name: 'Open the case' }).first().click()
    await seen(joost.page.getByRole('heading', { level: 1, name: 'Olive' }))
    await covers(joost, { from: '2026-04-01', to: '2026-10-07' })
    await caseAt(amina, olive())
    await seen(mark(amina, /Huis Noord until/))
    await looked(amina, 'lawyer-half')
  })

  it('LONG-PAGE-7 1 April: they leave; the long way begins, and check-ins end', async () => {
    comes('2026-04-01T09:00:00Z')
    const amina = await stage.sits('amina')
    const { page } = amina
    await caseAt(amina, olive())
    for (const [kind, from, country] of [
      ['In the country', '2026-03-02', 'Morocco'],
      ['In exile', '2026-04-01', 'Netherlands'],
    ] as const) {
      await fills(page, 'The long way', 'The long way', async (form) => {
        await choose(form, /^What begins/, kind)
        await form.getByLabel(/^From/).fill(from)
        await choose(form, /^Country/, country)
      })
      // What was saved is listed in the form: it would move the button from under the next press.
      await seen(page.locator('main').getByRole('listitem', { name: starts(kind) }))
    }
    await caseAt(amina, olive(), 'plan')
    await seen(page.getByText(/^No sign of life since/))
    expect(await button(page, 'End check-ins').count(), 'an alarm is not ended by ending the check-ins').toBe(0)
    await fills(page, 'I heard from them', 'I heard from them', (form) => write(form, /^In words/, 'From the train.'))
    await press(page, 'End check-ins')
    await press(page.getByRole('alertdialog'), 'End check-ins')
    await gone(button(page, 'End check-ins'))
    await caseAt(amina, olive(), 'tasks')
    await fills(page, 'Add a task', 'Add a task', async (form) => {
      await write(form, /^What is to be done/, 'Ask the school for the papers of both')
      await form.getByLabel(/^Until/).fill('2026-04-10')
    })
    await seen(page.getByText('Ask the school for the papers of both'))
  })

  it('LONG-PAGE-8 12 August: in Arabic the fund takes the rest but a month; a stop-gap closes the year, to be paid back by the fund', async () => {
    comes('2026-08-12T09:00:00Z')
    const amina = await stage.sits('amina')
    await go(amina, '/today')
    await seen(amina.page.getByText(/Nobody covers Shelter abroad for Olive from/))
    await looked(amina, 'lawyer-today-august')
    await amina.page.getByRole('link', { name: 'Look again' }).click()
    await fills(amina.page, 'Look at it again', 'Look at it again', async (form) => {
      await form.getByLabel(/^To be looked at again/).fill('2026-12-31')
    })
    await familyAgrees(amina, FUND)
    await caseAt(amina, olive(), 'needs')
    await amina.page.getByRole('link', { name: 'Find who can help' }).click()
    await fills(
      amina.page,
      asks(FUND),
      asking(FUND),
      (form) => write(form, /^A few words more/, 'Rent from October on.'),
      'Send the request',
    )
  })

  it('LONG-PAGE-9 Khadija takes it up in Arabic and covers five months; whose days are covered twice is said', async () => {
    const [amina, khadija] = [await stage.sits('amina'), await stage.sits('khadija')]
    const { page } = khadija
    await go(khadija, '/today')
    await page
      .getByRole('link', { name: ar('today.do.referral_in') })
      .first()
      .click()
    await seen(page.getByRole('button', { name: ar('referral.part'), exact: true }))
    await looked(khadija, 'lawyer-request-arabic')
    await press(page, ar('referral.part'))
    const part = dialog(page, ar('referral.part'))
    await part.getByLabel(starts(ar('referral.part_from'))).fill('2026-10-01')
    await part.getByLabel(starts(ar('referral.part_to'))).fill('2027-02-28')
    await press(part, ar('referral.part_do'))
    await gone(part)
    await page
      .getByRole('link', { name: ar('referral.open_case'), exact: true })
      .first()
      .click()
    await seen(page.getByRole('heading', { level: 1, name: 'Olive' }))
    await covers(khadija, { from: '2026-10-01', to: '2027-02-28', arabic: true }, async (form) => {
      await form.locator('summary').first().click()
      await form.getByRole('spinbutton', { name: starts(ar('relay.terms.amount')) }).fill('900')
      await write(form, starts(ar('relay.terms.currency')), 'eur')
      await choose(form, starts(ar('relay.terms.basis')), ar('relay.basis.month'))
    })
    await looked(khadija, 'lawyer-chart-arabic')
    await covers(amina, { from: '2027-03-01', to: '2027-03-31' }, async (form) => {
      await check(form, /^A stop-gap/)
      await form.locator('summary', { hasText: 'Conditions, cost, place' }).click()
      await form.getByRole('spinbutton', { name: /^Cost/ }).fill('700')
      await write(form, /^Currency/, 'eur')
      await check(form, /^To be paid back/)
      await choose(form, /^Who pays it back/, FUND)
    })
    await seen(amina.page.getByText('100% covered'))
    await looked(amina, 'lawyer-year')
  })

  it('LONG-PAGE-10 what if the shelter left; and the hand-over with a yes of both, in two languages', async () => {
    comes('2026-09-28T09:00:00Z')
    const [amina, joost, khadija] = [await stage.sits('amina'), await stage.sits('joost'), await stage.sits('khadija')]
    await caseAt(amina, olive())
    await press(amina.page, 'What if…')
    await choose(amina.page, /If this organisation leaves/, FUND)
    await press(amina.page, 'See what opens')
    await seen(amina.page.getByText(/\d+ days open\./))
    await looked(amina, 'lawyer-what-if')
    await press(amina.page, 'Stop thinking')
    for (const [one, title, yes] of [
      [joost, 'Hand-over', 'We agree'],
      [khadija, ar('case.handover.title'), ar('case.handover.agree')],
    ] as const) {
      await caseAt(one, olive())
      await handoverMark(one).click()
      await one.accessible('a hand-over')
      await one.shot(`long-lawyer-handover-${one.name}`)
      await press(dialog(one.page, title), yes)
      await gone(dialog(one.page, title))
    }
    await caseAt(amina, olive())
    await seen(mark(amina, /Both have agreed\.$/))
  })

  it('LONG-PAGE-11 4 January 2027: the shelter’s part is over; it says what became of paper, and the daughter’s passport runs out', async () => {
    comes('2027-01-04T09:00:00Z')
    const [amina, joost] = [await stage.sits('amina'), await stage.sits('joost')]
    await caseAt(amina, olive(), 'people')
    await seen(amina.page.getByText(/runs out on 15 Jan/))
    await caseAt(amina, olive(), 'sharing')
    await press(amina.page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: HUIS }), 'End sharing')
    await press(amina.page.getByRole('alertdialog'), 'End it now')
    await go(joost, `/cases/${olive()}`)
    await seen(joost.page.getByText(/^Gone since/))
    await tick(joost.page, /^All were destroyed/)
    await looked(joost, 'lawyer-gone')
    await press(joost.page, 'Confirm')
    await seen(amina.page.getByText('Paper and copies were destroyed'))
  })

  returns(() => stage)

  it('nobody’s browser had anything to complain about', () => {
    expect(stage.seats().flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
