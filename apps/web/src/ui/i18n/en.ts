import type { Catalogue } from './catalogue.ts'

const files = import.meta.glob<Catalogue>(
  ['./messages.en.json', './vocab.en.json', '../*/messages.en.json', '../features/*/messages.en.json'],
  {
    eager: true,
    import: 'default',
  },
)

const catalogue: Catalogue = Object.assign({}, ...Object.values(files))
export default catalogue
