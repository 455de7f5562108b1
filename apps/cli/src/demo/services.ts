/** What the organisations of the demo offer. */
import { ABROAD } from './services/abroad.ts'
import { NEAR } from './services/near.ts'
import type { DemoService } from './services/offers.ts'

export const SERVICES: readonly DemoService[] = [...NEAR, ...ABROAD]
