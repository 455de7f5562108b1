import { useFormat } from '../i18n/index.ts'

/** Unix milliseconds as day and time, the time zone on hover. */
export const Time = ({ value }: { readonly value: number }) => {
  const format = useFormat()
  return (
    <time dateTime={new Date(value).toISOString()} title={format.exactInstant(value)}>
      {format.instant(value)}
    </time>
  )
}
