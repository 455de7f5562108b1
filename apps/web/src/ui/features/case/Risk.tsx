import { Button, Empty, Name, Note, Person, Section } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { RiskLevel } from './RiskLevel.tsx'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

const LISTS = ['threats', 'vulnerabilities', 'capacities'] as const

/** Threats, vulnerabilities and capacities side by side; the level comes after them, not before. */
export const Risk = () => {
  const t = useT()
  const format = useFormat()
  const { view, rights, open } = useSituation()
  const last = view.file.assessments.at(-1)
  const assess = (
    <Button kind="primary" onPress={() => open({ form: 'risk' })}>
      {t('case.risk.add')}
    </Button>
  )
  if (last === undefined)
    return (
      <Section title={t('case.tab.risk')}>
        <Empty
          title={t('case.risk.empty')}
          text={t(rights.write ? 'case.risk.empty_why' : 'case.empty_reading')}
          action={rights.write ? assess : undefined}
        />
      </Section>
    )
  return (
    <Section title={t('case.tab.risk')} actions={rights.write ? assess : null}>
      {last.deathThreat ? (
        <Note kind="danger" title={t('case.risk.death_threat_note')}>
          {t('case.risk.death_threat_why')}
        </Note>
      ) : null}
      <div className={styles.three}>
        {LISTS.map((list) => (
          <section key={list} aria-label={t(`case.risk.${list}`)}>
            <h3>{t(`case.risk.${list}`)}</h3>
            {last[list].length === 0 ? <p className={styles.quiet}>{t('case.risk.nothing')}</p> : null}
            <ul className={styles.bullets}>
              {last[list].map((line) => (
                <li key={line}>
                  <Name text={line} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p>
        {t('case.risk.level')} <RiskLevel level={view.riskLevel} /> ·{' '}
        {t('case.risk.parts', { probability: t(`vocab.risk_level.${last.probability}`), impact: t(`vocab.risk_level.${last.impact}`) })}
      </p>
      <h3>{t('case.risk.history')}</h3>
      <ol className={styles.rows}>
        {view.file.assessments.toReversed().map((one) => (
          <li key={one.id}>
            <span>
              {format.day(one.on)} · <Person id={one.by} people={view.people} />
            </span>
            <span className={styles.quiet}>
              {t('case.risk.parts', { probability: t(`vocab.risk_level.${one.probability}`), impact: t(`vocab.risk_level.${one.impact}`) })}
              {one.deathThreat ? ` · ${t('case.risk.death_threat')}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
