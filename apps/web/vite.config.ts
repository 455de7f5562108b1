import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { layersFirst } from './build/layers-first.ts'
import { offlineAssets } from './build/offline-assets.ts'
import { ourLocalesOnly } from './build/our-locales-only.ts'
import about from './package.json' with { type: 'json' }

/** No inline script, no inline style, no third party: what the relay's content policy allows is all that is built here. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), ourLocalesOnly(), layersFirst(), offlineAssets()],
  define: { __APP_VERSION__: JSON.stringify(about.version) },
  worker: { format: 'es' as const },
  build: {
    target: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0,
    // One sheet for all pages: the order of the layers is said once, at its top, and a page never flashes unstyled.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    emptyOutDir: true,
  },
})
