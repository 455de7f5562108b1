import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDoc, type Doc } from '../record/index.ts'
import { bookOf, out, provider, service } from './entries.fixture.ts'
import { imported, outcomes, plan, read } from './exchange.fixture.ts'

const DATA = join(import.meta.dirname, '../../../../../shared')
const here = (path: string): string | null => (existsSync(join(DATA, path)) ? join(DATA, path) : null)

const validators = (folder: string) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  for (const file of readdirSync(folder))
    if (file !== 'openapi.json' && file.endsWith('.json'))
      ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object, file)
  return (schema: string, value: unknown): readonly string[] => {
    const check = ajv.getSchema(schema)!
    return check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${schema}${instancePath} ${message}`)
  }
}

const SCHEMAS = ['data/hsds/schema-3.0', 'data/hsds/schema-3.1-dev'].map(here)

const faults = (doc: Doc): readonly string[] => {
  const { contents } = JSON.parse(new TextDecoder().decode(out(doc, 'hsds-json').content)) as {
    contents: readonly { services?: readonly unknown[] }[]
  }
  return SCHEMAS.flatMap((folder) => {
    const faultsOf = validators(folder!)
    return contents.flatMap((one) => [
      ...faultsOf('organization.json', one),
      ...(one.services ?? []).flatMap((each) => faultsOf('service.json', each)),
    ])
  })
}

describe.skipIf(SCHEMAS.includes(null))('held against the schemas of HSDS 3.0 and 3.1 (skipped where they are not at hand)', () => {
  test('EXC-18 every entry that can be written validates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ provider, services: fc.array(service, { maxLength: 2 }) }), { minLength: 1, maxLength: 2 }),
        (list) => {
          expect(faults(bookOf(list))).toEqual([])
        },
      ),
      { numRuns: 8 },
    )
  })

  test('EXC-18 the schemas would find a fault', () => {
    const faultsOf = validators(SCHEMAS[1]!)
    expect(faultsOf('service.json', { id: 'x', name: 'Rest', status: 'sleeping' }).length).toBeGreaterThan(1)
  })
})

const REAL: readonly (readonly [path: string, providers: number, services: number, failed: number])[] = [
  ['data/hsds/miami-open211-hsds1/datapackage-1566177582.zip', 1074, 4089, 0],
  ['data/hsds/examples-3.0/organization_full.json', 1, 1, 0],
  ['data/hsds/examples-3.0/service_full.json', 1, 1, 0],
  ['data/hsds/examples-3.0/service_list.json', 1, 1, 0],
  ['data/protection-actors-directory/umbrella_emergency_support_en.csv', 31, 31, 0],
  ['domain/provider-facts.json', 21, 23, 0],
]

describe.skipIf(here('data') === null)('real lists (skipped where they are not at hand)', () => {
  for (const [path, providers, services, failed] of REAL)
    test(`EXC-24 ${path}: read, written, exported, valid, and the same when read again`, () => {
      const reading = read(new Uint8Array(readFileSync(here(path)!)), path)
      expect([reading.providers.length, reading.services.length, reading.issues.filter(({ what }) => what === 'failed').length]).toEqual([
        providers,
        services,
        failed,
      ])
      const doc = imported(emptyDoc(), reading)
      expect(outcomes(plan(doc, reading))).toEqual({ unchanged: providers + services })
      const file = out(doc, 'hsds-json')
      expect(Object.keys(outcomes(plan(doc, read(file.content, file.name))))).toEqual(['unchanged'])
      if (!SCHEMAS.includes(null)) expect(faults(doc)).toEqual([])
    }, 120_000)
})
