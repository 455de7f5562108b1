import type { OutsideContent } from '@pergola/core/outside'
import { Facts, Name } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { shownName } from '../case/fileName.ts'
import styles from './outside.module.css'

/** The file, part by part, as its reader sees it. */
export const Preview = ({ content }: { readonly content: OutsideContent }) => {
  const t = useT()
  return (
    <div className={styles.sheet}>
      <Facts
        items={[
          { label: t('outside.from'), value: <Name text={content.from} /> },
          { label: t('outside.to'), value: <Name text={content.to} /> },
        ]}
      />
      <Text text={content.words} />
      <Summary content={content} />
      <Needs content={content} />
      <People content={content} />
      <Risk content={content} />
      <Identity content={content} />
      <Medical content={content} />
      <Notes content={content} />
      <Files content={content} />
    </div>
  )
}

const Text = ({ text }: { readonly text: string }) =>
  text === '' ? null : (
    <p className={styles.text} dir="auto">
      {text}
    </p>
  )

type PartProps = { readonly content: OutsideContent }

const Summary = ({ content: { summary, labels } }: PartProps) => {
  const t = useT()
  const placeName = usePlaceName()
  if (summary === null) return null
  return (
    <>
      <h4>{t('vocab.consent_part.summary')}</h4>
      <Facts
        items={[
          { label: t('case.urgency'), value: labels[summary.urgency] ?? summary.urgency },
          ...(summary.country === '' ? [] : [{ label: t('case.country'), value: placeName(summary.country) }]),
        ]}
      />
      <Text text={summary.text} />
    </>
  )
}

const Needs = ({ content: { needs, labels } }: PartProps) => {
  const t = useT()
  const format = useFormat()
  const placeName = usePlaceName()
  if (needs === null || needs.length === 0) return null
  return (
    <>
      <h4>{t('vocab.consent_part.needs')}</h4>
      <ul>
        {needs.map((need) => (
          <li key={`${need.kind}${need.from}${need.to}`}>
            {t('outside.need', {
              kind: labels[need.kind] ?? need.kind,
              from: format.day(need.from),
              to: format.day(need.to),
              count: need.headcount,
              place: need.place === '' ? t('outside.not_said') : placeName(need.place),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}

const People = ({ content: { people } }: PartProps) => {
  const t = useT()
  const format = useFormat()
  if (people === null || people.length === 0) return null
  return (
    <>
      <h4>{t('vocab.consent_part.people')}</h4>
      <ul>
        {people.map((person) => (
          <li key={person.label}>
            <Name text={[person.label, person.relation].filter((one) => one !== '').join(', ')} />{' '}
            <span className={styles.quiet}>{format.list(person.languages.map(format.language))}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const Risk = ({ content: { risk, labels } }: PartProps) => {
  const t = useT()
  if (risk === null) return null
  return (
    <>
      <h4>{t('vocab.consent_part.risk')}</h4>
      <p>
        <strong>{labels[risk.level] ?? risk.level}</strong>
      </p>
      <ul>
        {[...risk.threats, ...risk.vulnerabilities, ...risk.capacities].map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}

const Identity = ({ content: { identity } }: PartProps) => {
  const t = useT()
  if (identity === null || identity.length === 0) return null
  return (
    <>
      <h4>{t('vocab.consent_part.identity')}</h4>
      <ul>
        {identity.map(({ label, ...said }) => (
          <li key={label}>
            <Name text={label} />:{' '}
            <Name
              text={Object.values(said)
                .filter((one) => one !== '')
                .join(' · ')}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

const Medical = ({ content: { medical, labels } }: PartProps) => {
  const t = useT()
  if (medical === null) return null
  return (
    <>
      <h4>{t('vocab.consent_part.medical')}</h4>
      {medical.length === 0 ? <p className={styles.quiet}>{t('outside.no_medical')}</p> : null}
      <ul>
        {medical.map(({ label, kind, text }) => (
          <li key={`${label}${text}`}>
            <Name text={label} /> · {labels[`care.${kind}`] ?? kind}
            <Text text={text} />
          </li>
        ))}
      </ul>
    </>
  )
}

const Notes = ({ content: { notes } }: PartProps) => {
  const t = useT()
  const format = useFormat()
  if (notes === null) return null
  return (
    <>
      <h4>{t('vocab.consent_part.notes')}</h4>
      {notes.length === 0 ? <p className={styles.quiet}>{t('outside.no_notes')}</p> : null}
      <ul>
        {notes.map(({ on, text }) => (
          <li key={`${on}${text}`}>
            {format.day(on)}
            <Text text={text} />
          </li>
        ))}
      </ul>
    </>
  )
}

const Files = ({ content: { files } }: PartProps) => {
  const t = useT()
  const format = useFormat()
  if (files === null) return null
  return (
    <>
      <h4>{t('vocab.consent_part.files')}</h4>
      {files.length === 0 ? <p className={styles.quiet}>{t('outside.no_files')}</p> : null}
      <ul>
        {files.map(({ name, bytes }, at) => (
          <li key={at}>
            <Name text={shownName(name)} /> <span className={styles.quiet}>{format.bytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
