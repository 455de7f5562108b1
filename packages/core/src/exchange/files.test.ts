import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv } from './csv.ts'
import { archive, bytesOf, codes, problemOf, read, TODAY } from './exchange.fixture.ts'
import { Issues } from './issue.ts'
import { openFile } from './open.ts'
import { readEntries } from './read.ts'
import { csvText } from './toCsv.ts'
import { unzip } from './unzip.ts'

const formatOf = (bytes: Uint8Array, name: string): string => {
  const opened = openFile(bytes, name)
  return opened.ok ? opened.value.content.format : opened.problem
}

const HSDS = '{"contents":[{"id":"1","name":"Willow House","description":"","services":[{"id":"2","name":"Rest","status":"active"}]}]}'
const PACKAGE = archive({
  'data/organizations.csv': 'id,name\n1,Willow House\n',
  'data/services.csv': 'id,organization_id,name\n2,1,Rest\n',
})

/** A workbook as programs write it: shared texts, a day by its style, a formula with the value it had. */
const workbook = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  archive({
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="Partners" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': '<sst><si><t>Provider</t></si><si><r><t>Willow </t></r><r><t>House &amp; Co</t></r></si></sst>',
    'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  })

describe('what a file is', () => {
  test('EXC-1 is seen from what is in it, whatever its name says', () => {
    expect([
      formatOf(PACKAGE, 'x.bin'),
      formatOf(workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), 'list.zip'),
      formatOf(bytesOf(HSDS), 'list'),
      formatOf(bytesOf('[{"id":"a","org":"Far Fund"}]'), 'list.json'),
      formatOf(bytesOf('BEGIN:VCARD\nFN:Amina\nEND:VCARD'), 'a.txt'),
      formatOf(bytesOf('name,about\nWillow House,Rest\n'), 'list.csv'),
    ]).toEqual(['hsds-package', 'xlsx', 'hsds-json', 'provider-facts', 'vcard', 'csv'])
  })

  test('EXC-2 what cannot be read as a whole says why', () => {
    const cut = PACKAGE.slice(0, PACKAGE.length - 30)
    const locked = PACKAGE.map((byte, at, all) =>
      all[at - 8] === 0x50 && all[at - 7] === 0x4b && all[at - 6] === 1 && all[at - 5] === 2 ? 1 : byte,
    )
    const picture = Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256)
    expect([
      problemOf(new Uint8Array(), 'a.csv'),
      problemOf(cut, 'a.zip'),
      problemOf(locked, 'a.zip'),
      problemOf(bytesOf('name,about'), 'a.zip'),
      problemOf(archive({ 'readme.txt': 'x' }), 'a.zip'),
      problemOf(bytesOf(HSDS.slice(0, 40)), 'a.json'),
      problemOf(bytesOf('{"colour":"red"}'), 'a.json'),
      problemOf(picture, 'a.csv'),
      problemOf(workbook('<row r="1"><c r="A1"><v>1</row>'), 'a.xlsx'),
    ]).toEqual(['empty', 'zip_damaged', 'zip_encrypted', 'not_zip', 'unknown_format', 'not_json', 'not_hsds', 'not_text', 'not_xml'])
  })

  test('EXC-2 an archive that announces more than a list needs is not unpacked; one part that lies is left out', () => {
    const zeros = archive({ 'organizations.csv': '0'.repeat(30_000_000) })
    const grown = zeros.slice()
    const size = new DataView(grown.buffer)
    const directory = size.getUint32(grown.length - 6, true)
    size.setUint32(directory + 24, 0xfffffff0, true)
    expect(problemOf(grown, 'bomb.zip')).toBe('zip_bomb')
    const damaged = PACKAGE.slice()
    damaged[56] = (damaged[56] as number) ^ 0xff
    const opened = unzip(damaged)
    expect(opened.ok && [...opened.value.values()].map((part) => part.bytes() === null)).toContain(true)
  })

  test('EXC-2 50 MB of junk is refused or read in a moment, never half', () => {
    const junk = new Uint8Array(50_000_000)
    for (let at = 0; at < junk.length; at++) junk[at] = (at * 2_654_435_761) >>> 13
    expect(problemOf(junk, 'junk.csv')).toBe('not_text')
    expect(problemOf(new Uint8Array(64_000_001), 'a.csv')).toBe('too_large')
    expect(problemOf(bytesOf('a\n'.repeat(200_000)), 'rows.csv')).toBe('too_many_rows')
  })
})

describe('tables', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.trim().replaceAll('\0', ''))
  test('EXC-3 what is written as CSV is read as it was, whatever stands in the cells', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const kept = rows.filter((row) => row.some((text) => text !== ''))
        const table = readCsv(csvText([['a', 'b', 'c'], ...kept], false), '', new Issues(), ',')
        expect(table.ok && table.value.rows).toEqual(kept)
      }),
    )
  })

  test('EXC-3 semicolons, tabs, a byte order mark, three ways to end a line', () => {
    const rows = (text: string) => read(text, 'a.csv').services.map(({ name, about }) => [name, about])
    for (const text of [
      '\ufeffprovider;name;about\r\nWillow;Rest;"a;b"\r\n',
      'provider\tname\tabout\nWillow\tRest\ta;b\n',
      'sep=;\nprovider;name;about\rWillow;Rest;"a;b"\r',
    ])
      expect(rows(text)).toEqual([['Rest', 'a;b']])
  })

  test('EXC-3 a quote that is never closed, cells too many and too few are said, and nothing is lost', () => {
    const reading = read('provider,name\nWillow,Rest,more\nCedar\nMaple,"Stay\nOak,Walk\n', 'a.csv')
    expect(codes(reading)).toEqual(['1 cells_extra', '2 cells_missing', '3 bad_quote'])
    expect(reading.services.map(({ name }) => name)).toEqual(['Rest', 'Cedar', 'Stay Oak,Walk'])
  })

  test('EXC-4 text that is not UTF-8 is read as somebody said, or as Western European, which is said', () => {
    const windows = Uint8Array.from([...'provider,name\nMaison d'].map((char) => char.charCodeAt(0)).concat([0xc9, 0x74, 0xe9, 0x2c, 0x52]))
    expect(read(windows, 'a.csv')).toMatchObject({ providers: [{ name: 'Maison dÉté' }], issues: [{ code: 'encoding_guessed' }] })
    const arabic = Uint8Array.from(
      [...'provider,name\n'].map((char) => char.charCodeAt(0)).concat([0xc7, 0xe1, 0xda, 0xe6, 0xe4, 0x2c, 0x52]),
    )
    expect(read(arabic, 'a.csv', undefined, { encoding: 'windows-1256' }).providers[0]?.name).toBe('العون')
    const wide = Uint8Array.from([...'provider,name\nWillow,Rest\n'].flatMap((char) => [char.charCodeAt(0), 0]))
    expect(read(wide, 'a.csv').providers[0]?.name).toBe('Willow')
  })

  test('EXC-5 a workbook gives texts, numbers, days, and of a formula the value it had, which is said', () => {
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Checked on</t></is></c><c r="D1" t="str"><v>Max grant</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46000</v></c><c r="D3" t="str"><f>CONCAT("5","00")</f><v>500 EUR</v></c></row>'
    const reading = read(workbook(sheet), 'a.xlsx')
    expect(reading.services).toMatchObject([
      { reach: { amountMax: { amount: 500, currency: 'EUR' } }, facts: [{ checkedOn: '2025-12-09' }] },
    ])
    expect(reading.providers[0]?.name).toBe('Willow House & Co')
    expect(reading.issues).toMatchObject(
      [{ code: 'formula', row: 1, field: 'Max grant', said: '=CONCAT("5","00")' }, { code: 'empty_column_name' }].slice(0, 1),
    )
  })

  test('EXC-5 a workbook with entities of its own, or without end, is refused', () => {
    expect(problemOf(workbook('', { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }), 'a.xlsx')).toBe('not_xml')
    expect(problemOf(workbook('<row><c>'.repeat(200)), 'a.xlsx')).toBe('not_xml')
  })
})

describe('whatever comes', () => {
  test('EXC-25 nothing that stands in a file throws, and every outcome is a reading or a reason', () => {
    const start = fc.constantFrom(
      '',
      'PK\u0003\u0004',
      'BEGIN:VCARD\n',
      '{"contents":[',
      '[{"org":"x","id":',
      'provider,name\n',
      '\ufeff',
      'sep=;\n',
    )
    const name = fc.constantFrom('a.csv', 'a.zip', 'a.json', 'a.xlsx', 'a.vcf', 'a')
    fc.assert(
      fc.property(start, fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json()), name, (head, rest, file) => {
        const opened = openFile(bytesOf(head + rest), file)
        const reading = opened.ok
          ? readEntries(opened.value, { source: file, mapping: { provider: 'provider', name: 'name' }, today: TODAY })
          : opened
        expect(reading.ok || typeof reading.problem === 'string').toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('EXC-25 a damaged package or workbook is a reason or a reading with remarks', () => {
    const whole = [PACKAGE, workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')]
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
        (bytes, hits) => {
          const hurt = bytes.slice()
          for (const [at, value] of hits) hurt[at % hurt.length] = value
          const opened = openFile(hurt, 'a.zip')
          expect(opened.ok || typeof opened.problem === 'string').toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
