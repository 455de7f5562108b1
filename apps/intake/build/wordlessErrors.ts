/**
 * A Vite plugin: takes the programmer's messages out of the errors of @noble, which nobody ever sees here (they become values
 * or one sentence of ours). 1.7 KB of the page. Only string literals right after `Error(` change, each to an empty one.
 */
const LITERAL = /\b(new (?:Type|Range)?Error\()('(?:[^'\\\n]|\\.)*'|`[^`$\\]*`)/gu

export const withoutMessages = (code: string): string => code.replace(LITERAL, "$1''")

export const wordlessErrors = () => ({
  name: 'wordless-errors',
  transform: (code: string, id: string): { readonly code: string; readonly map: null } | null =>
    id.includes('/node_modules/@noble/') ? { code: withoutMessages(code), map: null } : null,
})
