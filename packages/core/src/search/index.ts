export { foldText } from './fold.ts'
export { tokenise } from './tokenise.ts'
