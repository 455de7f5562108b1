/** Progress on a terminal: one line that counts up for people, one line a step for logs. */
import type { Terminal } from '../ports/terminal.ts'

const WIDTH = 24

const bar = (done: number, of: number): string => {
  const full = Math.round((done / of) * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`
}

export const progressOn = (
  terminal: Terminal,
): { readonly show: (step: string, done: number, of: number) => void; readonly end: () => void } => {
  let before = ''
  return {
    show: (step, done, of) => {
      const isNew = step !== before
      if (isNew && before !== '' && terminal.interactive) terminal.err('\n')
      before = step
      if (terminal.interactive) terminal.err(`\r  ${step.padEnd(32)} ${bar(done, of)} ${done} of ${of}`)
      else if (isNew) terminal.err(`  ${step}: ${of}\n`)
    },
    end: () => {
      if (terminal.interactive) terminal.err('\n\n')
    },
  }
}
