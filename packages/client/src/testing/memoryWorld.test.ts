import { onMemory } from './onMemory.ts'
import { describeWorld } from './worldContract.ts'

describeWorld('on plain documents', onMemory)
