import type { Plugin } from 'vite'

const ORDER = '@layer tokens, base, components, features;'

/** The first mention of a layer settles its place, and the bundler may put any module's sheet first. So the order goes on top. */
export const layersFirst = (): Plugin => ({
  name: 'pergola:layers-first',
  apply: 'build',
  enforce: 'post',
  generateBundle: (_options, bundle) => {
    for (const asset of Object.values(bundle)) {
      if (asset.type === 'asset' && asset.fileName.endsWith('.css')) asset.source = `${ORDER}${asset.source}`
    }
  },
})
