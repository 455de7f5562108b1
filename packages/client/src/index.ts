/** The running client. `createPergola(ports)` is the whole of it; everything else here is types. */
export { createPergola } from './pergola.ts'
export type * from './contract/index.ts'
export type * from './ports.ts'
