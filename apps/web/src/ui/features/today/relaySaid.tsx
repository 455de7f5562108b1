import type { ReactNode } from 'react'
import type { TodayItem } from '../../../contract.ts'
import { Day, Name, Time } from '../../components/index.ts'
import type { Format, Translate } from '../../i18n/index.ts'
import { SeenAlarm } from './SeenAlarm.tsx'
import styles from './today.module.css'

type AboutRelay = Extract<
  TodayItem,
  { kind: 'gap' | 'handover' | 'task' | 'mention' | 'cover_open' | 'cover_asked' | 'case_offered' | 'case_taken' }
>

/** Cover that breaks, hand-overs, and what is mine to do. `kind`: a need in words. */
export const relaySaid = (
  item: AboutRelay,
  t: Translate,
  format: Format,
  kind: (code: string) => string,
): { readonly what: ReactNode; readonly when: ReactNode; readonly to: string } => {
  switch (item.kind) {
    case 'gap':
      return {
        what: (
          <>
            {t('today.gap', {
              who: item.pseudonym,
              kind: kind(item.needKind),
              from: format.day(item.from),
              days: item.days,
              open: item.inDays <= 0 ? 'yes' : 'no',
            })}
            {item.after === '' ? null : <span>{t('today.gap_after', { org: item.after })}</span>}
          </>
        ),
        when: (
          <>
            <span className={item.inDays <= 7 ? styles.red : undefined}>
              {t('today.gap_in', { days: item.inDays, open: item.inDays <= 0 ? 'yes' : 'no' })}
            </span>
            {item.step > 0 ? <SeenAlarm item={item} /> : null}
          </>
        ),
        to: `/cases/${item.caseSpace}/match/${item.need}`,
      }
    case 'task':
      return {
        what: (
          <>
            <Name text={item.text} /> <span>{item.pseudonym}</span>
          </>
        ),
        when:
          item.due === null ? null : (
            <span className={(item.inDays ?? 0) < 0 ? styles.red : undefined}>
              <Day value={item.due} />
            </span>
          ),
        to: `/cases/${item.caseSpace}/tasks`,
      }
    case 'mention':
      return {
        what: (
          <>
            {t('today.mention', { who: item.by, about: item.pseudonym })} <Name text={item.text} />
          </>
        ),
        when: <Time value={item.at} />,
        to: `/cases/${item.caseSpace}/notes`,
      }
    case 'cover_open':
      return {
        what: t('today.cover_open', { who: item.pseudonym, kind: kind(item.needKind), org: item.org, reads: item.reads ? 'yes' : 'no' }),
        when: <Day value={item.from} />,
        to: `/cases/${item.caseSpace}/needs`,
      }
    case 'cover_asked':
      return {
        what: t('today.cover_asked', { who: item.pseudonym, kind: kind(item.needKind), org: item.by }),
        when: <Day value={item.from} />,
        to: `/cases/${item.caseSpace}/needs`,
      }
    case 'case_offered':
    case 'case_taken':
      return {
        what: t(`today.${item.kind}`, { who: item.pseudonym, org: item.by }),
        when: <Day value={item.on} />,
        to: `/cases/${item.caseSpace}/sharing`,
      }
    case 'handover':
      return {
        what: t('today.handover', { who: item.pseudonym, org: item.other }),
        when: <Day value={item.on} />,
        to: `/cases/${item.caseSpace}`,
      }
  }
}
