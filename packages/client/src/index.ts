/** The running client. `createPergola(ports)` is the whole of it, and a look at a device that nobody is in yet; everything else here is types. */
export { createPergola } from './pergola.ts'
export { isOnTheWay } from './session/begun.ts'
export type * from './contract/index.ts'
export type * from './ports.ts'
