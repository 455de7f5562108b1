/** A Vite plugin: `.br` and `.gz` beside every file of the page, as the relay serves them; small differences count at 400 kbit/s. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export const brotli = (bytes: Uint8Array): Uint8Array =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })

/** The page's own files in `folder`, without their compressed forms. */
export const pageFiles = async (folder: string): Promise<readonly string[]> => {
  const files = await readdir(folder, { recursive: true })
  return files.filter((file) => /\.(html|js|css)$/u.test(file))
}

const compress = async (folder: string): Promise<void> => {
  for (const file of await pageFiles(folder)) {
    const bytes = await readFile(join(folder, file))
    await writeFile(join(folder, `${file}.br`), brotli(bytes))
    await writeFile(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }))
  }
}

export const compressed = () => ({
  name: 'compressed',
  writeBundle: async ({ dir }: { readonly dir?: string | undefined }): Promise<void> => {
    if (dir !== undefined) await compress(dir)
  },
})
