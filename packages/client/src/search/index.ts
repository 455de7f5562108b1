export { createSearch, type Hit, type Search } from './search.ts'
export { loadSearch, saveSearch } from './image.ts'
export { searchTexts, type SearchEntry } from './texts.ts'
