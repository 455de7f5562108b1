/** The end of the lawyer's story: the threat is over, the way back, closing, opening once more, and what could be read when she left. */
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  addNeed,
  ar,
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
  press,
  seen,
  starts,
  tick,
  write,
} from './acts.ts'
import { PHONE, type Seat } from '../browser.ts'
import { comes } from './months.ts'
import type { Stage } from './stage.ts'

const RETURN = 'Return and starting again'
const DEATH = [/^They said that they will kill/, /^A death threat was made/] as const
const HOME = 'We are home. The children ask for the sea of the north.'

/** What became of both needs, what she says, and that she would come again. */
const closes = async ({ page }: Seat, says: string, look: () => Promise<void> = async () => {}): Promise<void> => {
  await fills(
    page,
    'Close the case',
    'Close the case',
    async (form) => {
      await choose(form, /^Why/, 'Safe for now')
      for (const [need, change, sentence] of [
        ['Shelter abroad', 'Better', 'A year without a night of fear.'],
        [RETURN, 'As before', 'Her office is open; the land is not hers yet.'],
      ] as const) {
        const outcome = form.getByRole('group', { name: starts(need) })
        await choose(outcome, /^What changed/, change)
        await write(outcome, /^In a sentence/, sentence)
      }
      await write(form, /^What the person says/, says)
      await tick(form, /^Yes/)
      await look()
    },
    'Close it',
  )
  await seen(page.getByText(says))
}

const past = (page: Page): Locator => page.getByRole('region', { name: 'The case as it was' })
const longWay = (place: Locator): Locator => place.getByRole('list', { name: 'The long way' }).getByRole('listitem')

/** Steps of the story from March 2027 on. */
export const returns = (stage: () => Stage): void => {
  const olive = () => stage().spaces['olive']!

  it('LONG-PAGE-12 28 March 2027: the death threat stands until somebody says why it is over; a need to return is covered', async () => {
    comes('2027-03-28T09:00:00Z')
    const amina = await stage().sits('amina')
    const { page } = amina
    await caseAt(amina, olive(), 'risk')
    await fills(page, 'Assess the risk', 'Assess the risk', async (form) => {
      const why = form.getByRole('textbox', { name: 'Why the death threat is over' })
      await form.locator('summary', { hasText: 'A bullet in an envelope' }).click()
      for (const box of DEATH) {
        expect(await why.count()).toBe(0)
        await check(form, box)
      }
      await seen(why)
      for (const how of [/^How likely/, /^How bad/]) await choose(form, how, 'Low')
    })
    await seen(page.getByText(/^Level:\s*Very high/))
    await seen(page.getByText(/nobody has said why it is over/))
    await fills(page, 'Assess the risk', 'Assess the risk', async (form) => {
      await write(form, /^Why the death threat is over/, 'The guards were sentenced, and the company left.')
      await looked(amina, 'lawyer-threat-over')
    })
    await seen(page.getByText(/^Level:\s*Low/))
    await gone(page.getByText('There is a death threat.'))
    await seen(page.getByText(/^Why the death threat is over: .?The guards were sentenced/u))
    await looked(amina, 'lawyer-risk-low')
    await addNeed(amina, olive(), {
      ...{ kind: RETURN, who: 'Lawyer', from: '2027-04-01', to: '2027-04-30' },
      ...{ heads: 3, place: 'Morocco' },
    })
    await go(amina, '/today')
    await seen(page.getByText(/Nobody covers Return and starting again for Olive from/))
    await caseAt(amina, olive(), 'needs')
    const need = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: RETURN }) })
    await fills(page, button(need, 'Offer cover'), 'Offer cover', async () => {}, 'Commit')
    await caseAt(amina, olive())
    await seen(page.getByText('100% covered'))
  })

  it('LONG-PAGE-13 1 April: they travel home, watched over until Yusuf hears of it on his telephone and ends it', async () => {
    comes('2027-04-01T06:00:00Z')
    const amina = await stage().sits('amina')
    const { page } = amina
    await caseAt(amina, olive())
    await fills(page, 'The long way', 'The long way', async (form) => {
      await choose(form, /^What begins/, 'On the way back')
      await form.getByLabel(/^From/).fill('2027-04-01')
      await choose(form, /^Country/, 'Morocco')
    })
    await seen(longWay(page.locator('main')).and(page.getByLabel(/^On the way back, Morocco/)))
    await looked(amina, 'lawyer-way-back')
    await caseAt(amina, olive(), 'plan')
    await fills(page, 'Look at it again', 'Look at it again', async (form) => {
      await write(form, /^What starts the plan/, 'Somebody asks for her at the court')
      await form.getByLabel(/^To be looked at again/).fill('2027-09-01')
    })
    await fills(page, 'Agree on check-ins', 'Agree on check-ins', async (form) => {
      await choose(form, /^Who checks in/, 'Lawyer')
      await choose(form, /^How often/, 'Every 12 hours')
    })
    await seen(page.getByText('Nothing heard yet'))
    comes('2027-04-01T16:00:00Z')
    const yusuf = await stage().sits('yusuf')
    await caseAt(yusuf, olive(), 'plan')
    await fills(yusuf.page, 'I heard from them', 'I heard from them', (form) =>
      write(form, /^In words/, 'At her mother’s door, all three.'),
    )
    const tab = (await yusuf.page.getByRole('tab', { selected: true }).boundingBox())!
    expect(tab.x + tab.width, 'a link to a part of the case shows its tab').toBeLessThanOrEqual(PHONE.width)
    await looked(yusuf, 'lawyer-home')
    await press(yusuf.page, 'End check-ins')
    await press(yusuf.page.getByRole('alertdialog'), 'End check-ins')
    await seen(yusuf.page.getByText('No check-ins are agreed'))
  })

  it('LONG-PAGE-14 2 April: in Arabic the fund sees the way back and says what came of its part', async () => {
    comes('2027-04-02T09:00:00Z')
    const [amina, khadija] = [await stage().sits('amina'), await stage().sits('khadija')]
    const { page } = khadija
    await caseAt(khadija, olive())
    await seen(page.getByRole('listitem', { name: starts(ar('vocab.phase.return')) }))
    await looked(khadija, 'lawyer-way-back-arabic')
    await go(khadija, '/today')
    await page
      .getByRole('link', { name: ar('today.do.feedback_due') })
      .first()
      .click()
    await fills(
      page,
      ar('referral.feedback_do'),
      ar('referral.feedback'),
      async (form) => {
        await tick(form, starts(ar('vocab.helped.yes')))
        await write(form, starts(ar('referral.feedback_text')), 'دفعنا الإيجار خمسة أشهر.')
        await khadija.accessible('what came of it')
      },
      ar('referral.feedback_send'),
    )
    await seen(button(page, ar('referral.feedback_again')))
    await looked(khadija, 'lawyer-feedback-arabic')
    await go(amina, '/today')
    await seen(amina.page.getByText(/it helped\.$/))
  })

  it('LONG-PAGE-15 2 May: closed with what became of each need and what she says; who shares the file reads it and cannot undo it', async () => {
    comes('2027-05-02T09:00:00Z')
    const [amina, khadija] = [await stage().sits('amina'), await stage().sits('khadija')]
    const { page } = amina
    await caseAt(amina, olive(), 'tasks')
    await press(page, 'Close the case')
    await seen(dialog(page, 'Close the case').getByText(/One task\./))
    await escape(dialog(page, 'Close the case'))
    await check(page, /^Ask the school for the papers of both/)
    await seen(page.getByText('One is done'))
    await closes(amina, HOME, async () => {
      expect(await dialog(page).getByText('Still open').count()).toBe(0)
      await looked(amina, 'lawyer-closing')
    })
    await seen(button(page, 'Open it again'))
    await caseAt(khadija, olive(), 'tasks')
    await seen(khadija.page.getByText(HOME))
    await seen(khadija.page.getByText(ar('vocab.would_return.yes'), { exact: true }))
    expect(await button(khadija.page, ar('caselife.reopen.title')).count()).toBe(0)
    await looked(khadija, 'lawyer-closed-arabic')
  })

  it('LONG-PAGE-16 9 May: opened again with a reason, and closed again; how it ended is read both times', async () => {
    comes('2027-05-09T09:00:00Z')
    const amina = await stage().sits('amina')
    const { page } = amina
    await caseAt(amina, olive(), 'tasks')
    await press(page, 'Open it again')
    const again = dialog(page, 'Open it again')
    expect(await button(again, 'Open it again').isDisabled(), 'not without a reason').toBe(true)
    await write(again, /^Why/, 'One of the guards is out on bail.')
    await press(again, 'Open it again')
    await gone(again)
    await seen(page.getByText('One of the guards is out on bail.'))
    await closes(amina, 'He was sent back to prison. We sleep.')
    await seen(page.getByText(HOME))
    expect(
      await page
        .getByRole('tabpanel')
        .getByText(/^Closed on/)
        .count(),
    ).toBe(2)
    await looked(amina, 'lawyer-closed-twice')
  })

  it('LONG-PAGE-17 what stood in the file on the day on which they left, and what stands there now', async () => {
    const amina = await stage().sits('amina')
    const { page } = amina
    await caseAt(amina, olive(), 'history')
    await page
      .getByRole('region', { name: /\b1 Apr(il)? 2026/ })
      .getByRole('button', { name: /^As it was then/ })
      .first()
      .click()
    await seen(past(page).getByText(/^On 1 Apr(il)? 2026/))
    await seen(past(page).getByText('Very high', { exact: true }))
    await seen(longWay(past(page)).and(page.getByLabel(/^In exile, Netherlands/)))
    expect(
      await past(page)
        .getByLabel(/^On the way back/)
        .count(),
    ).toBe(0)
    expect(await past(page).getByText(RETURN).count()).toBe(0)
    await looked(amina, 'lawyer-past')
    await past(page).getByRole('slider').focus()
    await page.keyboard.press('End')
    await seen(past(page).getByText('Closed', { exact: true }))
    await seen(longWay(past(page)).and(page.getByLabel(/^On the way back, Morocco/)))
    await press(past(page), 'Back to today')
    await gone(past(page))
  })
}
