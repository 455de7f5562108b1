import { expect, test } from 'vitest'
import { SECTIONS as CORE } from '@pergola/core/casepackage'
import { scopesOfAct } from '../../../../../../packages/core/src/consent/meaning.ts'
import { FORMS, SCOPES_OF, SECTIONS, startOf } from './acts.ts'

test('every act is offered with the scopes that ground it, and every section can be chosen', () => {
  for (const act of ['export', 'submission', 'appeal'] as const) expect(SCOPES_OF[act]).toEqual(scopesOfAct(act))
  expect([...SECTIONS].sort()).toEqual([...CORE].sort())
})

test('who somebody is and their health are never chosen beforehand', () => {
  for (const form of FORMS) expect(startOf(form).filter((section) => section === 'identity' || section === 'medical')).toEqual([])
})
