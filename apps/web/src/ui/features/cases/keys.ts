import { type RefObject, useEffect, useRef } from 'react'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !== null

/** `j` and `k` do in a list what the arrow keys do, from anywhere on the page. */
const move = (list: HTMLElement, key: 'ArrowDown' | 'ArrowUp'): void => {
  const focused = document.activeElement?.closest<HTMLElement>('[role="row"][data-index]') ?? null
  if (focused === null || !list.contains(focused)) return list.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
  focused.focus()
  focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

/** `j`, `k` walk the list, `n` makes a new one. Returns where to put the list. */
export const useListKeys = (onNew: () => void): RefObject<HTMLDivElement | null> => {
  const list = useRef<HTMLDivElement>(null)
  const latest = useRef(onNew)
  latest.current = onNew
  useEffect(() => {
    // On the window, after the frame has had its say: `g n` goes to the network and is not a new case.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || list.current === null)
        return
      if (event.key === 'j') move(list.current, 'ArrowDown')
      else if (event.key === 'k') move(list.current, 'ArrowUp')
      else if (event.key === 'n') latest.current()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
  return list
}
