/** Keys of words that a book keeps, on shelves that can end. */
export type { Shelf, WordsKey } from './model.ts'
export { SHELF_RULES, beginShelf, readShelf, shelfRules, shelve, wordsKey } from './shelf.ts'
export { openWords, sealWords } from './words.ts'
