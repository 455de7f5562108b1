/** Coming back with a receipt: what waits under it, writing on, and saying that one is well. Fetched when somebody comes back. */
export { back } from './back.ts'
