import { useState } from 'react'
import type { Incident } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Button, Empty, Name, Person, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { IncidentDialog } from './IncidentDialog.tsx'
import styles from './safety.module.css'

interface Form {
  readonly form: Incident['form']
  readonly incident: Incident | null
}

/** What happened, newest first; from each, one press to a new look at the risk. */
export const Incidents = ({ safety, onAssess }: { readonly safety: SafetyView; readonly onAssess: (incident: Incident) => void }) => {
  const t = useT()
  const { rights } = useSituation()
  const [form, setForm] = useState<Form | null>(null)
  const actions = rights.write ? (
    <>
      <Button onPress={() => setForm({ form: 'physical', incident: null })}>{t('safety.incident.add_physical')}</Button>
      <Button onPress={() => setForm({ form: 'digital', incident: null })}>{t('safety.incident.add_digital')}</Button>
    </>
  ) : null
  return (
    <Section title={t('safety.incidents')} actions={actions}>
      {safety.incidents.length === 0 ? <Empty title={t('safety.incidents.empty')} text={t('safety.incidents.empty_why')} /> : null}
      <ul>
        {safety.incidents.map((incident) => (
          <li key={incident.id} className={styles.card}>
            <OneIncident
              incident={incident}
              safety={safety}
              onAssess={() => onAssess(incident)}
              onEdit={() => setForm({ form: incident.form, incident })}
            />
          </li>
        ))}
      </ul>
      {form === null ? null : <IncidentDialog form={form.form} incident={form.incident} onClose={() => setForm(null)} />}
    </Section>
  )
}

const TEXTS = ['damage', 'attacker', 'motive', 'steps', 'reportedTo', 'evidence', 'lessons', 'request'] as const

const OneIncident = ({
  incident,
  safety,
  onAssess,
  onEdit,
}: {
  readonly incident: Incident
  readonly safety: SafetyView
  readonly onAssess: () => void
  readonly onEdit: () => void
}) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { rights, nameOf } = useSituation()
  const kinds = incident.kinds.map((kind) => vocab(`incident_${incident.form}`, kind))
  const more = [
    ...incident.seriousness.map((code) => vocab('incident_area', code)),
    ...incident.affected.map((code) => vocab('digital_affected', code)),
  ]
  const ours = incident.org === safety.ours
  return (
    <>
      <div className={styles.cardHead}>
        <div>
          <h3>{format.list(kinds)}</h3>
          <p className={styles.quiet}>
            {format.day(incident.on)}
            {incident.people.length === 0 ? null : ` · ${format.list(incident.people.map(nameOf))}`} ·{' '}
            <Person id={incident.by} people={safety.people} />
            {incident.resolved ? ` · ${t('safety.incident.resolved')}` : ''}
          </p>
        </div>
        {rights.write ? (
          <div className={styles.does}>
            <Button onPress={onAssess}>{t('safety.incident.assess')}</Button>
            {ours ? <Button onPress={onEdit}>{t('safety.edit')}</Button> : null}
          </div>
        ) : null}
      </div>
      <p className={styles.prose}>
        <Name text={incident.text} />
      </p>
      {more.length === 0 ? null : <p className={styles.quiet}>{more.join(' · ')}</p>}
      <ul className={styles.lines}>
        {TEXTS.filter((field) => incident[field] !== '').map((field) => (
          <li key={field}>
            <span>
              {t(`safety.incident.${field}`)}: <Name text={incident[field]} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
