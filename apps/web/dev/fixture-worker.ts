import { serve } from '../src/vault/boundary/index.ts'
import { fixture } from './fixture.ts'

serve(fixture(self.name), self as unknown as Parameters<typeof serve>[1])
