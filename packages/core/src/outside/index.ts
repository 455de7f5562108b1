/** A sealed file for somebody outside the network, behind a link that works once. */
export type * from './model.ts'
export { OUTSIDE_PARTS, chosenFiles, composeOutside, type Composing } from './compose.ts'
export { OUTSIDE_RULES, isOut, outsideDropped, outsideOpened, readOutside, saveOutside, type NewOutside } from './record.ts'
export {
  MOST_ATTACHED,
  MOST_ATTACHED_BYTES,
  MOST_CONTENT_BYTES,
  SECRET_BYTES,
  canAttach,
  openOutside,
  sealOutside,
  tokenOf,
} from './seal.ts'
