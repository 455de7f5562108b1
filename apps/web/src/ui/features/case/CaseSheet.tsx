import type { CaseView } from '../../../contract.ts'
import { Name, Person, Time } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from './choices.ts'
import { standingYes } from '../consent/consenting.ts'
import { latestLooks } from '../safety/looks.ts'
import { PaperPage } from './PaperPage.tsx'
import { RelayChartView } from './relay-chart/RelayChartView.tsx'
import { RiskLevel } from './RiskLevel.tsx'
import { orgNameIn, useSituation } from './situation.ts'
import styles from './case.module.css'

const nothing = () => undefined
const LISTS = ['threats', 'vulnerabilities', 'capacities'] as const

/** The case on paper, two pages: the relay chart, then needs, risk, consent and the last notes. Never a name. */
export const CaseSheet = () => {
  const t = useT()
  const { view, today } = useSituation()
  const format = useFormat()
  return (
    <div className={styles.sheet}>
      <PaperPage place="first">
        <p className={styles.quiet}>{t('case.sheet.printed', { on: format.day(today) })}</p>
        {view.file.summary === '' ? null : (
          <p className={styles.prose} dir="auto">
            {view.file.summary}
          </p>
        )}
        <section>
          <h2>{t('case.relay')}</h2>
          <RelayChartView
            chart={view.chart}
            people={view.file.people.map((one) => ({ id: one.id, label: one.label }))}
            canCommit={false}
            onPropose={nothing}
            onResize={nothing}
            onOpen={nothing}
          />
        </section>
      </PaperPage>
      <PaperPage place="other">
        <NeedsOnPaper />
        <RiskOnPaper />
        <ConsentOnPaper />
        <NotesOnPaper />
      </PaperPage>
    </div>
  )
}

const NeedsOnPaper = () => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const placeName = usePlaceName()
  const { view } = useSituation()
  const label = (person: string) => view.file.people.find((one) => one.id === person)?.label ?? ''
  return (
    <section>
      <h2>{t('case.tab.needs')}</h2>
      <ul className={styles.bullets}>
        {view.chart.rows.map(({ need, gapDays }) => (
          <li key={need.id}>
            <strong>{vocab('support_type', need.kind)}</strong>,{' '}
            {t('case.need.line', {
              who: label(need.person),
              count: need.headcount,
              from: format.day(need.from, 'short'),
              to: format.day(need.to, 'short'),
              place: placeName(need.place),
              where: need.place === '' ? 'no' : 'yes',
            })}
            {gapDays > 0 ? <strong>. {t('case.chart.days_open', { days: gapDays })}</strong> : null}
            {need.note === '' ? null : <Name text={`. ${need.note}`} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

const RiskOnPaper = () => {
  const t = useT()
  const { view } = useSituation()
  const { assessments, people } = view.file
  if (assessments.length === 0) return null
  return (
    <section>
      <h2>{t('case.tab.risk')}</h2>
      <p>
        <RiskLevel level={view.riskLevel} />
      </p>
      {latestLooks(assessments).map((look) => (
        <LookOnPaper key={look.id} look={look} who={people.find(({ id }) => id === look.person)?.label ?? ''} />
      ))}
    </section>
  )
}

const LookOnPaper = ({ look, who }: { readonly look: CaseView['file']['assessments'][number]; readonly who: string }) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <p>
        {who === '' ? null : (
          <>
            <Name text={who} />:{' '}
          </>
        )}
        {t('case.risk.parts', { probability: t(`vocab.risk_level.${look.probability}`), impact: t(`vocab.risk_level.${look.impact}`) })}
        {look.deathThreat ? ` · ${t('case.risk.death_threat')}` : ''} · {format.day(look.on)}
      </p>
      <div className={styles.three}>
        {LISTS.map((list) => (
          <div key={list}>
            <h3>{t(`case.risk.${list}`)}</h3>
            <ul className={styles.bullets}>
              {look[list].map((line) => (
                <li key={line}>
                  <Name text={line} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </>
  )
}

const ConsentOnPaper = () => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const { view, today } = useSituation()
  const partsSaid = (parts: readonly string[]) => format.items(parts.map((part) => vocab('consent_part', part)))
  return (
    <section>
      <h2>{t('case.tab.consent')}</h2>
      <ul className={styles.bullets}>
        {view.file.people.map((person) => {
          const said = standingYes(view.file.consents, person.id, today).map(({ consent, parts, without }) => {
            const scope = vocab('consent_scope', consent.scope)
            const org = consent.org === null ? consent.recipient : orgNameIn(view, consent.org)
            const what = org === '' ? scope : t('case.consent.with_org', { scope, org })
            if (parts.length > 0) return t('case.consent.in_part', { what, parts: partsSaid(parts) })
            return without.length > 0 ? t('case.consent.without', { what, parts: partsSaid(without) }) : what
          })
          return (
            <li key={person.id}>
              <strong>
                <Name text={person.label} />
              </strong>
              : {said.length === 0 ? t('case.consent.none') : said.join('; ')}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const NotesOnPaper = () => {
  const t = useT()
  const { view } = useSituation()
  const notes = view.file.notes.slice(-4)
  if (notes.length === 0) return null
  return (
    <section>
      <h2>{t('case.sheet.last_notes')}</h2>
      <ol className={styles.thread}>
        {notes.map((note) => (
          <li key={note.id}>
            <strong>
              <Person id={note.by} people={view.people} />
            </strong>
            , <Time value={note.at} />: <Name text={note.text} />
          </li>
        ))}
      </ol>
    </section>
  )
}
