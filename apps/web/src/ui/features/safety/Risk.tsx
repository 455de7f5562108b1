import { useState } from 'react'
import type { SafetyView } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Loading, Name, Note, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
import { useSituation } from '../case/situation.ts'
import { AssessDialog, type Start } from './AssessDialog.tsx'
import { Incidents } from './Incidents.tsx'
import { looksAt } from './looks.ts'
import { RiskOf } from './RiskOf.tsx'
import styles from './safety.module.css'

/** Threats, vulnerabilities and capacities side by side; the level comes after them, not before. */
export const Risk = () => {
  const { view } = useSituation()
  const safety = useQuery('safety', { space: view.file.space })
  const [start, setStart] = useState<Start | null>(null)
  if (safety.value === null) return safety.state === 'loading' ? <Loading /> : <ErrorNote problem={safety.problem} />
  const assess = (person: string | null) => setStart({ incident: null, person })
  return (
    <div className={styles.stack}>
      <OfEveryone safety={safety.value} onAssess={() => assess(null)} />
      {view.file.people.length < 2 ? null : <OfEach safety={safety.value} onAssess={assess} />}
      <Incidents safety={safety.value} onAssess={(incident) => setStart({ incident, person: null })} />
      {start === null ? null : <AssessDialog safety={safety.value} start={start} onClose={() => setStart(null)} />}
    </div>
  )
}

const OfEveryone = ({ safety, onAssess }: { readonly safety: SafetyView; readonly onAssess: () => void }) => {
  const t = useT()
  const { rights } = useSituation()
  const looks = looksAt(safety, null)
  const assess = (
    <Button kind="primary" onPress={onAssess}>
      {t('case.risk.add')}
    </Button>
  )
  if (looks.last === undefined)
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
      {looks.threatStands ? (
        <Note kind="danger" title={t('case.risk.death_threat_note')}>
          {t('safety.threat_stands')}
        </Note>
      ) : null}
      <RiskOf looks={looks} people={safety.people} />
    </Section>
  )
}

interface OfEachProps {
  readonly safety: SafetyView
  readonly onAssess: (person: string) => void
}

/** Each person of the case may be threatened in another way, and bear less. */
const OfEach = ({ safety, onAssess }: OfEachProps) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  return (
    <Section title={t('safety.each')}>
      <p className={styles.quiet}>{t('safety.each_why')}</p>
      {view.file.people.map(({ id }) => (
        <OfOne key={id} who={nameOf(id)} person={id} safety={safety} onAssess={onAssess} />
      ))}
    </Section>
  )
}

const OfOne = ({ who, person, safety, onAssess }: OfEachProps & { readonly who: string; readonly person: string }) => {
  const t = useT()
  const { rights } = useSituation()
  const looks = looksAt(safety, person)
  return (
    <section className={styles.card} aria-label={who}>
      <div className={styles.cardHead}>
        <p>
          <strong>
            <Name text={who} />
          </strong>
          <br />
          <RiskLevel level={looks.level} />
          {looks.threatStands ? ` · ${t('case.risk.death_threat_note')}` : ''}
        </p>
        {rights.write ? (
          <Button label={t('safety.assess_of', { who })} onPress={() => onAssess(person)}>
            {t('case.risk.add')}
          </Button>
        ) : null}
      </div>
      {looks.last === undefined ? null : <RiskOf looks={looks} people={safety.people} />}
    </section>
  )
}
