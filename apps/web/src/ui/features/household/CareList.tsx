import { useState } from 'react'
import type { Care, Visit } from '@pergola/core/care'
import type { SpaceId } from '@pergola/protocol'
import type { MedicalView } from '../../../contract.ts'
import { Button, Empty, Icon, Name, Person, Section } from '../../components/index.ts'
import type { Option } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { CareDialog } from './CareDialog.tsx'
import { VisitDialog } from './VisitDialog.tsx'
import styles from './household.module.css'

interface CareListProps {
  readonly medical: MedicalView
  /** Of the case, or of the part where only that is readable. */
  readonly space: SpaceId
  readonly people: readonly Option[]
}

type Form = { readonly form: 'care'; readonly care: Care | null } | { readonly form: 'visit'; readonly visit: Visit | null }

/** What whoever treats has to know, urgent things first; then what was done. */
export const CareList = ({ medical, space, people }: CareListProps) => {
  const t = useT()
  const [form, setForm] = useState<Form | null>(null)
  const care = medical.part?.care ?? []
  const visits = medical.part?.visits ?? []
  const nameOf = (person: string): string => people.find(({ id }) => id === person)?.label ?? ''
  return (
    <>
      <Section
        title={t('household.care')}
        actions={
          medical.canWrite ? (
            <Button icon="plus" kind="primary" onPress={() => setForm({ form: 'care', care: null })}>
              {t('household.add_care')}
            </Button>
          ) : null
        }
      >
        {care.length === 0 ? <Empty title={t('household.no_care')} text={t('household.no_care_why')} /> : null}
        <ul>
          {care.map((one) => (
            <li key={one.id}>
              <OneCare care={one} medical={medical} who={nameOf(one.person)} onEdit={() => setForm({ form: 'care', care: one })} />
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={t('household.visits')}
        actions={
          medical.canWrite && medical.state === 'open' ? (
            <Button icon="plus" onPress={() => setForm({ form: 'visit', visit: null })}>
              {t('household.add_visit')}
            </Button>
          ) : null
        }
      >
        {visits.length === 0 ? <p className={styles.quiet}>{t('household.no_visits')}</p> : null}
        <ul>
          {visits.map((one) => (
            <li key={one.id}>
              <OneVisit visit={one} medical={medical} who={nameOf(one.person)} />
            </li>
          ))}
        </ul>
      </Section>
      {form?.form === 'care' ? <CareDialog space={space} people={people} start={form.care} onClose={() => setForm(null)} /> : null}
      {form?.form === 'visit' ? (
        <VisitDialog space={space} people={people} today={medical.today} start={form.visit} onClose={() => setForm(null)} />
      ) : null}
    </>
  )
}

interface OneCareProps {
  readonly care: Care
  readonly medical: MedicalView
  readonly who: string
  readonly onEdit: () => void
}

const OneCare = ({ care, medical, who, onEdit }: OneCareProps) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <article className={styles.entry}>
      <h3>
        {care.urgent ? <Icon name="warning" size={16} /> : null} {vocab('care_kind', care.kind)} · <Name text={who} />
      </h3>
      {care.urgent ? <p className={styles.due}>{t('household.urgent')}</p> : null}
      <p className={styles.prose} dir="auto">
        {care.text}
      </p>
      <p className={styles.quiet}>
        {care.since === '' ? '' : t('household.since', { since: format.day(care.since) })}{' '}
        {care.endedOn === null ? '' : t('household.over_on', { on: format.day(care.endedOn) })}{' '}
        <Person id={care.by} people={medical.people} />
      </p>
      {medical.canWrite && care.org === medical.ours ? (
        <div>
          <Button label={t('household.change_of', { what: care.text.slice(0, 40) })} onPress={onEdit}>
            {t('household.change')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

const OneVisit = ({ visit, medical, who }: { readonly visit: Visit; readonly medical: MedicalView; readonly who: string }) => {
  const t = useT()
  const format = useFormat()
  return (
    <article className={styles.entry}>
      <h3>
        {format.day(visit.on)} · <Name text={who} />
      </h3>
      <p className={styles.prose} dir="auto">
        {visit.text}
      </p>
      <p className={styles.quiet}>
        <Person id={visit.by} people={medical.people} />
        {visit.nextOn === null ? null : <strong> · {t('household.next_on', { on: format.day(visit.nextOn) })}</strong>}
      </p>
    </article>
  )
}
