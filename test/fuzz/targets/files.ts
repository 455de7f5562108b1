/** Files that a member imports into the directory: tables, packages, cards, in any encoding. */
import { openFile, readEntries } from '@pergola/core/exchange'
import { zipSync } from 'fflate'
import { hold, utf8, type Target } from '../target.ts'

const CARD = 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Atlas Fund\r\nORG:Atlas\r\nTEL:+254 700\r\nEND:VCARD\r\n'
const FILES = [
  'name,countries,email\nAtlas Fund,"Kenya, Uganda",a@x.example\n',
  'a;b;c\r\n1;2;3\r\n',
  '\ufeffname\tnote\nx\t"y ""z"""\n',
  CARD,
  '{"organizations":[{"id":"1","name":"x","services":[]}]}',
  '[{"id":"a","org":"x"}]',
]
const zipStart = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0)
const packages = (): readonly Uint8Array[] => [
  zipSync({
    'organizations.csv': utf8('id,name,description\n1,Atlas Fund,x\n'),
    'services.csv': utf8('id,organization_id,name\n1,1,Shelter\n'),
  }),
  zipSync({ 'datapackage.json': utf8('{"name":"human_services_data","resources":[]}'), 'organizations.csv': utf8('id,name\n1,x\n') }),
  zipSync({ 'xl/workbook.xml': utf8('<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>') }),
]

const read = (input: Uint8Array, name: string): boolean => {
  const opened = openFile(input, name)
  if (!opened.ok) return false
  const { content } = opened.value
  if (content.format !== 'csv' && content.format !== 'xlsx') {
    readEntries(opened.value, { source: 'x', readOn: '2026-11-22' } as never)
  }
  hold(({} as Record<string, unknown>)['x'] === undefined, 'the prototype of everything was changed')
  return true
}

const words = [
  '"',
  '""',
  '\r\n',
  ',',
  ';',
  '\t',
  'BEGIN:VCARD\r\n',
  'END:VCARD\r\n',
  'FN;ENCODING=QUOTED-PRINTABLE:',
  '"__proto__":',
  '\ufeff',
  'organizations',
]

export const fileTargets: readonly Target[] = [
  {
    name: 'imported table or card',
    seeds: () => FILES.map(utf8),
    words: words.map(utf8),
    mostBytes: 2000,
    run: (input) => read(input, 'list.csv'),
  },
  { name: 'imported package (zip)', seeds: packages, words: [zipStart], mostBytes: 4000, run: (input) => read(input, 'list.zip') },
]
