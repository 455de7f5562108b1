import type { Catalogue } from './catalogue.ts'

const files = import.meta.glob<Catalogue>(
  ['./messages.ar.json', './vocab.ar.json', '../*/messages.ar.json', '../features/*/messages.ar.json'],
  {
    eager: true,
    import: 'default',
  },
)

const catalogue: Catalogue = Object.assign({}, ...Object.values(files))
export default catalogue
