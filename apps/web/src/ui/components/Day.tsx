import { useFormat } from '../i18n/index.ts'

/** A day, a month or a year, as the reader writes it. */
export const Day = ({ value, style = 'long' }: { readonly value: string; readonly style?: 'long' | 'short' }) => {
  const format = useFormat()
  return <time dateTime={value}>{format.day(value, style)}</time>
}
