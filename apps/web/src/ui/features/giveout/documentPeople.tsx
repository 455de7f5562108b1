/** Who they are, and their health: parts that are chosen by themselves. */
import type { CaseDocument } from '../../../contract.ts'
import { Facts, Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './giveout.module.css'

type Shown = { readonly shown: CaseDocument }
const called = ({ file, medical }: CaseDocument, person: string): string =>
  file.people.find(({ id }) => id === person)?.label ?? medical?.patients.find((one) => one.person === person)?.label ?? ''

export const Identity = ({ shown }: Shown) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <>
      {shown.identities.map((one) => (
        <div key={one.person} className={styles.entry}>
          <h3>
            <Name text={one.name === '' ? called(shown, one.person) : one.name} />
          </h3>
          <Facts
            items={[
              { label: t('giveout.in_the_file'), value: called(shown, one.person) },
              { label: t('giveout.other_names'), value: one.otherNames },
              { label: t('giveout.birth'), value: one.birth === '' ? '' : format.day(one.birth) },
              { label: t('giveout.contact'), value: one.contact },
              { label: t('giveout.whereabouts'), value: one.whereabouts },
              { label: t('giveout.documents'), value: one.documents },
            ].filter(({ value }) => value !== '')}
          />
        </div>
      ))}
      {shown.papers.length === 0 ? null : (
        <ul className={styles.bullets}>
          {shown.papers.map((paper) => (
            <li key={paper.id}>
              <Name text={called(shown, paper.person)} />: {vocab('paper_kind', paper.kind)}, {vocab('paper_state', paper.state)}{' '}
              <Name text={paper.number} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export const Health = ({ shown }: Shown) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  if (shown.medical === null) return null
  return (
    <>
      {shown.medical.care.map((one) => (
        <div key={one.id} className={styles.entry}>
          <p>
            <strong>
              <Name text={called(shown, one.person)} />
            </strong>
            : {vocab('care_kind', one.kind)}
            {one.urgent ? ` · ${t('giveout.urgent')}` : ''}
            {one.since === '' ? '' : ` · ${t('giveout.since', { on: format.day(one.since) })}`}
          </p>
          <p dir="auto">{one.text}</p>
        </div>
      ))}
      {shown.medical.visits.map((visit) => (
        <div key={visit.id} className={styles.entry}>
          <p className={styles.quiet}>
            <Name text={called(shown, visit.person)} /> · {format.day(visit.on)}
          </p>
          <p dir="auto">{visit.text}</p>
        </div>
      ))}
    </>
  )
}
