/** A Vite plugin: names the sealing half in the page's head, so that it is fetched beside the writing half and not after it. */
interface Chunk {
  readonly type: string
  readonly isDynamicEntry?: boolean
}

export const preloaded = (base: string) => ({
  name: 'preloaded',
  transformIndexHtml: {
    order: 'post' as const,
    handler: (_html: string, { bundle }: { readonly bundle?: Readonly<Record<string, Chunk>> | undefined }) =>
      Object.entries(bundle ?? {}).flatMap(([file, chunk]) =>
        chunk.isDynamicEntry && file.includes('/sealing-')
          ? [
              {
                tag: 'link',
                injectTo: 'head' as const,
                attrs: { rel: 'modulepreload', fetchpriority: 'low', crossorigin: '', href: base + file },
              },
            ]
          : [],
      ),
  },
})
