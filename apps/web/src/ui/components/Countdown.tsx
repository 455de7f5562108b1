import { useFormat, useT } from '../i18n/index.ts'
import { useNow } from './now.ts'
import styles from './marks.module.css'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A clock in words: the day, and the hours or days left. Red once it ran out. `until`: Unix milliseconds. */
export const Countdown = ({ until }: { readonly until: number }) => {
  const t = useT()
  const format = useFormat()
  const left = until - useNow()
  const when = format.instant(until)
  const look = left < 0 ? styles.out : left < DAY ? styles.soon : ''
  return (
    <time className={`${styles.clock} ${look}`} dateTime={new Date(until).toISOString()} title={format.exactInstant(until)}>
      {left < 0
        ? t('components.clockOut', { when, ago: format.relative(until, until - left) })
        : left < 2 * DAY
          ? t('components.clockHours', { when, hours: Math.max(1, Math.ceil(left / HOUR)) })
          : t('components.clockDays', { when, days: Math.floor(left / DAY) })}
    </time>
  )
}
