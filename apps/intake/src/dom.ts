/** Elements without a framework: text is only ever text, attributes only those named here. */

type Child = Node | string | null | undefined | false
type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>

/** `onClick`-like functions become listeners, `true` an empty attribute, `false` and `undefined` none. */
export const h = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children) if (child) element.append(child)
  return element
}

/** Text by a stranger, kept from turning its neighbours round. */
export const isolated = (text: string): HTMLElement => h('bdi', {}, text)

/** Several lines of a stranger's text, each in its own direction. */
export const lines = (text: string, className: string): HTMLElement =>
  h('div', { class: className, dir: 'auto' }, ...text.split(/\n+/u).map((line) => h('p', { dir: 'auto' }, line)))

/** A text with one marked place in it. */
export const around = (text: string, inner: Node): DocumentFragment => {
  const [before = '', after = ''] = text.split('{}')
  const fragment = document.createDocumentFragment()
  fragment.append(before, inner, after)
  return fragment
}
