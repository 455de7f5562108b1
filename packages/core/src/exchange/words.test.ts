import { describe, expect, test } from 'vitest'
import { emptyDoc } from '../record/index.ts'
import { codes, directoryAfter, imported, outcomes, plan, read } from './exchange.fixture.ts'
import { fitMapping, guessMapping } from './mapping.ts'
import { readDate } from './readDate.ts'
import { readMoney } from './readMoney.ts'

describe('days', () => {
  test('EXC-9 in three calendars and any digits, the calendar said', () => {
    const days: readonly (readonly [string, string | null, string?])[] = [
      ['2026-03-05', '2026-03-05', 'gregorian'],
      ['5.3.2026', '2026-03-05', 'gregorian'],
      ['13/05/2026', '2026-05-13', 'gregorian'],
      ['March 5, 2026', '2026-03-05', 'gregorian'],
      ['15 كانون الثاني 2026', '2026-01-15', 'gregorian'],
      ['۱۴۰۵/۰۱/۱۵', '2026-04-04', 'persian'],
      ['15 فروردین 1405', '2026-04-04', 'persian'],
      ['1403/12/30', '2025-03-20', 'persian'],
      ['1447-09-01', '2026-02-18', 'hijri'],
      ['١٤٤٧/٠٩/٠١ هـ', '2026-02-18', 'hijri'],
      ['20 Ramadan 1447 AH', '2026-03-09', 'hijri'],
      ['12 آذر 1404', '2025-12-03', 'persian'],
      ['5 آذار 2026', '2026-03-05', 'gregorian'],
    ]
    expect(days.map(([text]) => readDate(text)).map((read) => [read?.day, read?.calendar])).toEqual(
      days.map(([, day, calendar]) => [day, calendar]),
    )
  })

  test('EXC-9 what could be two days, or is none, is not read; day and month in numbers are taken in that order, which is said', () => {
    expect(['1415/02/03', '2026-02-30', '1404/12/30', 'summer 2025', '', '31.04.2026'].map(readDate)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
    expect(readDate('05/03/2026')).toEqual({ day: '2026-03-05', calendar: 'gregorian', orderGuessed: true })
  })
})

describe('amounts', () => {
  test('EXC-10 in twelve forms and currencies', () => {
    const amounts: readonly (readonly [string, number, string])[] = [
      ['7500 EUR', 7500, 'EUR'],
      ['€7.500,00', 7500, 'EUR'],
      ['US$ 20,000', 20_000, 'USD'],
      ['1 500,50 zł', 1500.5, 'PLN'],
      ['₹2,50,000', 250_000, 'INR'],
      ['KES 150,000', 150_000, 'KES'],
      ["CHF 5'000.–", 5000, 'CHF'],
      ['R$ 10.000', 10_000, 'BRL'],
      ['£3,000', 3000, 'GBP'],
      ['٥٠٠٠ ر.س', 5000, 'SAR'],
      ['5k EUR', 5000, 'EUR'],
      ['20,000–25,000 USD', 25_000, 'USD'],
      ['UGX 3,500,000', 3_500_000, 'UGX'],
      ['up to 1.234.567,89 TRY', 1_234_567.89, 'TRY'],
    ]
    expect(amounts.map(([text]) => readMoney(text))).toEqual(amounts.map(([, amount, currency]) => ({ amount, currency })))
  })

  test('EXC-10 without one plain currency nothing is read', () => {
    expect(['$5,000', '¥500000', '5000', 'no limit', '3 months', '1.2.3 EUR', '5000 EUR USD', 'EUR', '1,23,4 EUR'].map(readMoney)).toEqual(
      Array.from({ length: 9 }, () => null),
    )
  })

  test('EXC-10 the statement stays, and what was read from it is said', () => {
    const reading = read('provider,name,max grant\nWillow,Rest,€7.500\nCedar,Fund,"about $5,000"\n', 'a.csv')
    expect(reading.services.map(({ reach, facts }) => [reach.amountMax, facts[0]?.value])).toEqual([
      [{ amount: 7500, currency: 'EUR' }, '€7.500'],
      [undefined, 'about $5,000'],
    ])
    expect(codes(reading)).toEqual(['1 amount_read', '2 amount_not_read'])
  })
})

describe('columns', () => {
  test('EXC-11 are guessed from headings in several languages; what is not known stays as a statement', () => {
    expect(guessMapping(['Organisation', 'Servicio', 'Pays', 'اللغات', 'Max grant', 'Mood'])).toEqual({
      Organisation: 'provider',
      Servicio: 'name',
      Pays: 'region',
      اللغات: 'languages',
      'Max grant': 'amount_max',
      Mood: 'statement',
    })
    expect(guessMapping(['name', 'about'])).toEqual({ name: 'provider', about: 'about' })
  })

  test('EXC-11 a remembered mapping holds for the columns it knows, and never names a target that is none', () => {
    expect(fitMapping(['a', 'name'], { a: 'about', name: 'ignore', gone: 'about' })).toEqual({ a: 'about', name: 'ignore' })
    expect(fitMapping(['a', 'name'], { a: 'everything' })).toEqual({ a: 'statement', name: 'provider' })
    expect(fitMapping(['__proto__', 'constructor', 'name'], {})).toEqual({ name: 'provider' })
  })

  test('EXC-7 rows fail one by one, with their number', () => {
    const reading = read('id,provider,name\n1,Willow,Rest\n1,Cedar,Fund\n2,,\n,Maple,Walk\n,Maple,Walk\n', 'a.csv')
    expect(codes(reading)).toEqual(['2 doubled_id', '3 no_provider'])
    expect(reading.services.map(({ key }) => key)).toEqual(['1', 'maple-walk', 'maple-walk-2'])
  })

  test('EXC-22 of a cell of a megabyte the beginning is kept, which is said; an entry too large to send is refused', () => {
    const reading = read(`provider,name,about\nWillow,Rest,${'x'.repeat(1_000_000)}\n`, 'a.csv')
    expect(reading.services[0]?.about).toHaveLength(20_000)
    expect(codes(reading)).toEqual(['1 cut'])
    const wide = `provider,name,${Array.from({ length: 20 }, (_, at) => `c${at}`).join(',')}\nWillow,Rest,${Array.from({ length: 20 }, () => 'x'.repeat(19_000)).join(',')}\n`
    expect(outcomes(plan(emptyDoc(), read(wide, 'a.csv')))).toEqual({ added: 1, too_large: 1 })
  })

  test('EXC-20 formulas and markup in a table are text, in the directory too', () => {
    const [service] = directoryAfter(
      read('provider,name,about\n"=1+1","<img src=x onerror=alert(1)>","=HYPERLINK(""http://bad.example"")"\n', 'a.csv'),
    ).services
    expect([service?.provider, service?.name, service?.about]).toEqual([
      '=1+1',
      '<img src=x onerror=alert(1)>',
      '=HYPERLINK("http://bad.example")',
    ])
  })

  test('EXC-11 free places, a place and a contact become what they are', () => {
    const text =
      'provider,name,free places,capacity unit,contact,contact email,country of nothing,place country,city\nWillow,Rest,2 rooms,,Rosa,rosa@willow.example,x,Kenya,Harbour\n'
    const [service] = directoryAfter(read(text, 'a.csv')).services
    expect(service).toMatchObject({
      reach: { capacity: { unit: 'rooms', free: 2, updated: '2026-11-22' } },
      contacts: [{ name: 'Rosa', email: 'rosa@willow.example' }],
      places: [{ kind: 'physical', country: 'KE', city: 'Harbour' }],
    })
    expect(imported(emptyDoc(), read(text, 'a.csv')).rows.get('service')?.size).toBe(1)
  })
})
