import type { ReactNode } from 'react'
import { Countdown, Link, Name, Person, Urgency } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { nextBreak, nextClock } from './clocks.ts'
import { RiskLevel } from './RiskLevel.tsx'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** The case in one line: where it stands, how urgent, who does what, what comes next. */
export const CaseFacts = () => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  const { file } = view
  const clock = nextClock(view)
  const broken = nextBreak(view.chart)
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['held', view.own ? t('case.held_us') : <Name key="held" text={view.ownerName} />],
    ['status', t(`vocab.case_status.${file.status}`)],
    ['urgency', <Urgency key="urgency" value={file.urgency} />],
    ['risk', <RiskLevel key="risk" level={view.riskLevel} />],
    ['country', file.country === '' ? t('case.country_none') : format.place(file.country)],
    ['assigned', <Person key="assigned" id={file.assignedTo} people={view.people} />],
    ['open_since', format.day(file.openedOn)],
  ]
  return (
    <div className={styles.strip}>
      <dl className={styles.facts}>
        {facts.map(([id, value]) => (
          <div key={id}>
            <dt>{t(`case.${id}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl className={styles.next}>
        <div>
          <dt>{t('case.next')}</dt>
          <dd>
            {broken === null ? null : (
              <span className={broken.now ? styles.red : undefined}>
                {t(broken.now ? 'case.next_gap_now' : 'case.next_gap', {
                  need: t(`vocab.support_type.${broken.row.need.kind}`),
                  on: format.day(broken.on),
                })}
              </span>
            )}
            {clock === null ? null : (
              <span>
                <Link to={`/referrals/${clock.space}`}>
                  <Name text={clock.otherName} />
                </Link>{' '}
                <Countdown until={clock.answerBy} />
              </span>
            )}
            {broken === null && clock === null ? <span className={styles.quiet}>{t('case.next_none')}</span> : null}
          </dd>
        </div>
      </dl>
    </div>
  )
}
