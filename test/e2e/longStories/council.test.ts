/**
 * The council of a village in the forest: nine people, one threat to all of them. Amina and Yusuf hold the case, Khadija's fund knows
 * their work, Joost's shelter goes on with it in the end. Each step begins where the last one ended.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as casework from '../acts/casework.ts'
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
  choose,
  chooseSeveral,
  dialog,
  escape,
  fills,
  go,
  gone,
  looked,
  newCase,
  press,
  seen,
  tick,
  write,
} from './acts.ts'
import { comes } from './months.ts'
import { DAR, FUND, HUIS, openStage, type Stage } from './stage.ts'

const COUNCIL = ['Speaker', 'Elder', 'Healer', 'Teacher', 'Map keeper', 'River guard', 'Youth seat', 'Radio voice'] as const
const WATCHMAN = 'Night watchman'
const SHELTER = 'Shelter inside the country'
const CARE = 'Psychosocial support and rest'

let stage: Stage
let failed = false
const cedar = () => stage.spaces['cedar']!
const wren = () => stage.spaces['wren']!

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

describe('a council of nine with one shared threat, in the browser', () => {
  it('LONG-PAGE-20 2 March 2026: nine people, how they belong together, and one threat to all of them', async () => {
    const amina = await stage.sits('amina')
    const { page } = amina
    stage.spaces['cedar'] = await newCase(amina, {
      name: 'Cedar',
      country: 'Peru',
      urgency: 'Within days',
      summary: 'A road through the forest.',
    })
    await caseAt(amina, cedar(), 'people')
    for (const one of COUNCIL) await addPerson(page, 'Defender', one)
    await addPerson(page, 'Defender', WATCHMAN)
    for (const [who, is, whose] of [
      ['Speaker', 'relative', 'Elder'],
      ['Healer', 'partner', 'Teacher'],
      ['Elder', 'parent', 'Youth seat'],
    ] as const)
      await fills(page, 'Say who belongs to whom', 'Say who belongs to whom', async (form) => {
        await choose(form, /^Who/, who)
        await choose(form, /^is/, is)
        await choose(form, /^of whom/, whose)
      })
    await looked(amina, 'council-people')
    await caseAt(amina, cedar(), 'risk')
    await fills(page, 'Assess the risk', 'Assess the risk', async (form) => {
      await write(form, /^Threats/, 'A list with nine names on the church door')
      await write(form, /^Vulnerabilities/, 'One road')
      await write(form, /^Capacities/, 'They meet weekly')
      await choose(form, /^How likely/, 'High')
      await choose(form, /^How bad/, 'Very high')
    })
    await seen(page.getByText('A list with nine names on the church door'))
  })

  it('LONG-PAGE-21 3 March: a need of nine and a need of one; who is missing among nine is said by name', async () => {
    comes('2026-03-03T09:00:00Z')
    const amina = await stage.sits('amina')
    await addNeed(amina, cedar(), { kind: SHELTER, who: 'Speaker', from: '2026-03-20', to: '2026-06-17', heads: 9 })
    await addNeed(amina, cedar(), { kind: CARE, who: 'Healer', from: '2026-03-20', to: '2026-06-17' })
    await agree(amina, cedar(), { people: COUNCIL, scope: TEASER })
    await caseAt(amina, cedar(), 'verification')
    await press(amina.page, 'Ask whether they know the work')
    const vouching = dialog(amina.page, 'Ask whether they know the work')
    await choose(vouching, /^Whom to ask/, FUND)
    await write(vouching, /^What they could know it by/, 'They map their forest.')
    await seen(vouching.getByText(/^Night watchman: ask whether/))
    expect(await button(vouching, 'Ask them').isDisabled()).toBe(true)
    await looked(amina, 'council-not-all')
    await press(vouching, 'Cancel')
    await agree(amina, cedar(), { people: [WATCHMAN], scope: TEASER })
    await looked(amina, 'council-consent')
  })

  it('LONG-PAGE-22 4 March: in Arabic the fund says that it knows their work, and has read no name', async () => {
    comes('2026-03-04T09:00:00Z')
    const [amina, khadija] = [await stage.sits('amina'), await stage.sits('khadija')]
    await caseAt(amina, cedar(), 'verification')
    await fills(
      amina.page,
      'Ask whether they know the work',
      'Ask whether they know the work',
      async (form) => {
        await choose(form, /^Whom to ask/, FUND)
        await write(form, /^What they could know it by/, 'They map their forest.')
      },
      'Ask them',
    )
    await go(khadija, '/today')
    await khadija.page
      .getByRole('link', { name: ar('today.do.vouch_in') })
      .first()
      .click()
    await tick(khadija.page, new RegExp(`^${ar('vocab.vouch_answer.knows_the_work')}`))
    await khadija.page.getByRole('textbox').last().fill('دفعنا ثمن الخرائط.')
    expect(await khadija.page.locator('main').innerText()).not.toMatch(/Cedar|Speaker|Peru|بيرو/u)
    await looked(khadija, 'council-vouch-arabic')
    await press(khadija.page, ar('verification.answer_send'))
    await seen(amina.page.getByText('دفعنا ثمن الخرائط.'))
  })

  it('LONG-PAGE-23 6 March: the watchman only saw it: a case of his own, decided by two as at risk and no defender, and sent on', async () => {
    comes('2026-03-06T09:00:00Z')
    const [amina, yusuf] = [await stage.sits('amina'), await stage.sits('yusuf')]
    await caseAt(amina, cedar(), 'sharing')
    await press(amina.page, 'Take people out')
    const splitting = dialog(amina.page, 'Take people out')
    await chooseSeveral(splitting, /^Whom/, [WATCHMAN])
    await write(splitting, /^Name of the case/, 'Wren')
    await press(splitting, 'Make a case of their own')
    await seen(amina.page.getByRole('heading', { level: 1, name: 'Wren' }))
    stage.spaces['wren'] = /cases\/([^/]+)/.exec(amina.page.url())![1]!
    for (const one of [amina, yusuf]) {
      await caseAt(one, wren(), 'verification')
      await fills(
        one.page,
        'Give my decision',
        'Give my decision',
        async (form) => {
          await tick(form, /^Not a defender, and at risk/)
          await choose(form, /^Who they are in this/, 'Threatened witness')
          await write(form, /^Reasons/, 'Saw who nailed the list to the door.')
        },
        'Decide',
      )
    }
    await seen(yusuf.page.getByText('Decided: Not a defender, and at risk'))
    await looked(yusuf, 'council-witness')
    await fills(amina.page, 'Write down where they were sent', 'Write down where they were sent', (form) =>
      write(form, /^Why there/, 'Witness protection of the court; they answered today.'),
    )
    await seen(amina.page.getByText('Witness protection of the court; they answered today.'))
    await looked(amina, 'council-other-help')
  })

  it('LONG-PAGE-24 9 March: one request is declined in Arabic with a reason; while another is being answered, one of nine takes it back', async () => {
    comes('2026-03-09T09:00:00Z')
    const [amina, joost, khadija] = [await stage.sits('amina'), await stage.sits('joost'), await stage.sits('khadija')]
    for (const [need, org] of [
      [SHELTER, HUIS],
      [CARE, FUND],
    ] as const) {
      await caseAt(amina, cedar())
      await casework.findWhoCanHelp(amina.page, need)
      await fills(amina.page, asks(org), asking(org), async () => {}, 'Send the request')
    }
    await go(khadija, '/today')
    await khadija.page
      .getByRole('link', { name: ar('today.do.referral_in') })
      .first()
      .click()
    await fills(
      khadija.page,
      ar('referral.decline'),
      ar('referral.decline'),
      async (form) => {
        await form.getByRole('combobox').selectOption({ label: ar('vocab.decline_reason.no_capacity') })
      },
      ar('referral.decline'),
    )
    await looked(khadija, 'council-declined-arabic')
    await go(joost, '/today')
    await joost.page.getByRole('link', { name: 'Answer' }).first().click()
    await write(joost.page, /^Your words/, 'We have nine beds from the twentieth')
    await caseAt(amina, cedar(), 'consent')
    await amina.page
      .getByRole('row', { name: /^Share a request without my name/ })
      .getByRole('cell')
      .nth(7)
      .getByRole('button')
      .click()
    await press(dialog(amina.page), 'Withdraw')
    await press(amina.page.getByRole('alertdialog'), 'Withdraw')
    await gone(amina.page.getByRole('alertdialog'))
    await escape(dialog(amina.page))
    await seen(joost.page.getByText('This request was withdrawn.'))
    expect(await button(joost.page, 'Take it up').count(), 'nothing is left to press').toBe(0)
    await looked(joost, 'council-withdrawn-in-flight')
    await go(amina, '/today')
    await seen(amina.page.getByText(/says no\./))
    await looked(amina, 'council-today')
  })

  it('LONG-PAGE-25 10 March: Yusuf is removed while he writes without a network; what he wrote then reaches nobody', async () => {
    comes('2026-03-10T09:00:00Z')
    const [amina, yusuf] = [await stage.sits('amina'), await stage.sits('yusuf')]
    await caseAt(yusuf, cedar(), 'notes')
    await yusuf.context.setOffline(true)
    await write(yusuf.page, /^New note/, 'Written in the bus.')
    await press(yusuf.page, 'Add the note')
    await seen(yusuf.page.getByText('Written in the bus.'))
    await go(amina, '/network')
    await amina.page.getByRole('tab', { name: 'Members' }).click()
    await amina.page.getByRole('row', { name: /Yusuf/ }).click()
    await press(dialog(amina.page, 'Yusuf'), 'Remove from the organisation')
    await press(amina.page.getByRole('alertdialog'), 'Remove')
    await gone(amina.page.getByRole('row', { name: /Yusuf/ }))
    await yusuf.context.setOffline(false)
    await yusuf.page.reload()
    await yusuf.page.getByLabel('Passphrase').first().fill(stage.kept.yusuf.passphrase)
    await press(yusuf.page, 'Unlock')
    await seen(yusuf.page.getByRole('heading', { name: `You are no longer in ${DAR}` }))
    await looked(yusuf, 'council-removed')
    await caseAt(amina, cedar(), 'notes')
    await seen(amina.page.getByText('No notes yet'))
  })

  it('LONG-PAGE-26 20 March: the shelter goes on with the case as its own, when everyone named it; what was withdrawn stays withdrawn', async () => {
    comes('2026-03-20T09:00:00Z')
    const [amina, joost] = [await stage.sits('amina'), await stage.sits('joost')]
    await agree(amina, cedar(), { people: [...COUNCIL, WATCHMAN], scope: FILE, org: HUIS })
    for (const part of [/^Case file/, /^Identity part/]) {
      await caseAt(amina, cedar(), 'sharing')
      await fills(
        amina.page,
        'Share',
        'Share',
        async (form) => {
          await choose(form, /^With whom/, HUIS)
          await tick(form, part)
        },
        'Share',
      )
    }
    await fills(amina.page, 'Hand the case over', 'Hand the case over', (form) => choose(form, /^Organisation/, HUIS), 'Offer')
    await seen(amina.page.getByText(/^Offered to .?Huis Noord/u))
    await looked(amina, 'council-offered')
    await go(joost, '/today')
    await joost.page.getByRole('link', { name: 'Look and take it on' }).click()
    await seen(joost.page.getByText(/^This case was handed over to you/))
    await looked(joost, 'council-offered-to-us')
    await fills(
      joost.page,
      'Go on with this case',
      'Go on with this case',
      (form) => write(form, /^Name of the case/, 'Birch'),
      'Make it ours',
    )
    await seen(joost.page.getByRole('heading', { level: 1, name: 'Birch' }))
    const birch = /cases\/([^/]+)/.exec(joost.page.url())![1]!
    await caseAt(joost, birch, 'consent')
    await seen(joost.page.getByRole('row', { name: /^Share a request without my name/ }).getByText('Withdrawn'))
    await looked(joost, 'council-ours')
    await seen(amina.page.getByText(/goes on with it since/))
    await go(amina, '/today')
    await seen(amina.page.getByText(/Huis Noord.? goes on with .?Cedar/u))
  })

  it('nobody’s browser had anything to complain about', () => {
    expect(stage.seats().flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
