/** A browser may begin to read it a moment after the click. */
const KEPT_MS = 60_000

/** Hands bytes to the reader as a file. They leave the app with it: whoever calls this has asked before. */
export const saveAs = (name: string, type: string, bytes: Uint8Array): void => {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
