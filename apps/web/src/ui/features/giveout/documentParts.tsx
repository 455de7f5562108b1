/** The parts of a document, each from what passed the gate and nothing else. */
import type { ReactNode } from 'react'
import type { CaseDocument, Section } from '../../../contract.ts'
import { Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { Health, Identity } from './documentPeople.tsx'
import { Incidents, Plan, Risk, Verification } from './documentSafety.tsx'
import styles from './giveout.module.css'

export interface PartProps {
  readonly shown: CaseDocument
}

/** What people of the file are called in it. */
export const labelOf = ({ file }: CaseDocument, person: string): string => file.people.find(({ id }) => id === person)?.label ?? ''
export const orgOf = ({ organisations, from }: CaseDocument, org: string): string => organisations[org] ?? from

export const Text = ({ text }: { readonly text: string }) =>
  text === '' ? null : (
    <p className={styles.prose} dir="auto">
      {text}
    </p>
  )

export const Bullets = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className={styles.bullets}>
    {lines.map((line, at) => (
      <li key={`${at} ${line}`}>
        <Name text={line} />
      </li>
    ))}
  </ul>
)

const Summary = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { file, phases, closings } = shown
  const where = `${t('case.country')}: ${file.country === '' ? t('giveout.not_said') : format.place(file.country)}`
  const rights = file.rightsFields.map((code) => vocab('hrd_field', code))
  const known = [where, ...(rights.length === 0 ? [] : [`${t('giveout.rights')}: ${format.list(rights)}`])]
  // How we work on it is for who goes on with the case, not for who reads a letter.
  const work = [
    `${t('case.urgency')}: ${vocab('urgency', file.urgency)}`,
    `${t('case.status')}: ${vocab('case_status', file.status)}`,
    `${t('giveout.open_since')}: ${format.day(file.openedOn)}`,
    ...phases.map(({ kind, from }) => `${vocab('phase', kind)}: ${t('giveout.since', { on: format.day(from) })}`),
    ...closings.map(({ on, reason }) => `${t('giveout.closed_on', { on: format.day(on) })}: ${vocab('closing_reason', reason)}`),
  ]
  return (
    <>
      <Text text={file.summary} />
      <Bullets lines={shown.act === 'export' ? [...known, ...work] : known} />
    </>
  )
}

const People = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <>
      <Bullets
        lines={shown.file.people.map(({ label, role, relation, languages }) =>
          [
            label,
            vocab('person_role', role),
            relation === '' ? '' : vocab('relation', relation),
            format.list(languages.map((code) => format.language(code))),
          ]
            .filter((word) => word !== '')
            .join(' · '),
        )}
      />
      {shown.ties.length === 0 ? null : (
        <Bullets
          lines={shown.ties.map(({ a, b, kind }) =>
            t('giveout.tie', { a: labelOf(shown, a), b: labelOf(shown, b), kind: vocab('tie_kind', kind) }),
          )}
        />
      )}
    </>
  )
}

const Needs = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const placeName = usePlaceName()
  return (
    <>
      {shown.file.needs
        .filter(({ dropped }) => !dropped)
        .map((need) => (
          <div key={need.id} className={styles.entry}>
            <h3>{vocab('support_type', need.kind)}</h3>
            <p>
              {t('case.need.line', {
                who: labelOf(shown, need.person),
                count: need.headcount,
                from: format.day(need.from, 'short'),
                to: format.day(need.to, 'short'),
                place: placeName(need.place),
                where: need.place === '' ? 'no' : 'yes',
              })}
            </p>
            <Text text={need.note} />
          </div>
        ))}
    </>
  )
}

const Cover = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('giveout.need')}</th>
          <th scope="col">{t('giveout.organisation')}</th>
          <th scope="col">{t('giveout.days')}</th>
          <th scope="col">{t('case.status')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.file.commitments.map((cover) => (
          <tr key={cover.id}>
            <td>{vocab('support_type', shown.file.needs.find(({ id }) => id === cover.need)?.kind ?? 'other')}</td>
            <td>
              <Name text={orgOf(shown, cover.org)} />
            </td>
            <td>
              {format.day(cover.from, 'short')} – {format.day(cover.to, 'short')}
            </td>
            <td>{vocab('commitment_state', cover.state)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Tasks = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  return (
    <Bullets
      lines={shown.tasks.map(({ text, due, done }) =>
        [
          text,
          due === null ? '' : t('giveout.due', { on: format.day(due, 'short') }),
          done === null ? '' : t('giveout.done', { on: format.day(done.on, 'short') }),
        ]
          .filter((word) => word !== '')
          .join(' · '),
      )}
    />
  )
}

const Notes = ({ shown }: PartProps) => {
  const format = useFormat()
  return (
    <>
      {shown.file.notes.map((note) => (
        <div key={note.id} className={styles.entry}>
          <p className={styles.quiet}>
            <Name text={orgOf(shown, note.org)} /> · {format.instant(note.at)}
          </p>
          <Text text={note.text} />
        </div>
      ))}
    </>
  )
}

const Files = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <p>{t('giveout.files_named')}</p>
      <Bullets lines={shown.file.files.map(({ name, bytes }) => `${name} (${format.bytes(bytes)})`)} />
    </>
  )
}

const Consents = ({ shown }: PartProps) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <>
      {shown.file.consents.map((one) => (
        <div key={one.id} className={styles.entry}>
          <p>
            <strong>
              <Name text={labelOf(shown, one.person)} />
            </strong>
            : {t(one.given ? 'giveout.yes' : 'giveout.no')}, {vocab('consent_scope', one.scope)}
            {one.org === null && one.recipient === '' ? '' : ` (${one.org === null ? one.recipient : orgOf(shown, one.org)})`} ·{' '}
            {one.parts.length === 0
              ? ''
              : `${t('consent.only_parts', { parts: format.items(one.parts.map((part) => vocab('consent_part', part))) })} · `}
            {format.day(one.on, 'short')} · {vocab('consent_how', one.how)}
            {one.until === null ? '' : ` · ${t('giveout.until', { on: format.day(one.until, 'short') })}`}
            {one.withdrawnOn === null ? '' : ` · ${t('giveout.withdrawn', { on: format.day(one.withdrawnOn, 'short') })}`}
          </p>
          <Text text={shown.words[one.id] ?? ''} />
        </div>
      ))}
    </>
  )
}

export const PARTS: Readonly<Record<Section, (props: PartProps) => ReactNode>> = {
  summary: (props) => <Summary {...props} />,
  people: (props) => <People {...props} />,
  identity: (props) => <Identity {...props} />,
  verification: (props) => <Verification {...props} />,
  incidents: (props) => <Incidents {...props} />,
  risk: (props) => <Risk {...props} />,
  plan: (props) => <Plan {...props} />,
  needs: (props) => <Needs {...props} />,
  relay: (props) => <Cover {...props} />,
  tasks: (props) => <Tasks {...props} />,
  notes: (props) => <Notes {...props} />,
  files: (props) => <Files {...props} />,
  consents: (props) => <Consents {...props} />,
  medical: (props) => <Health {...props} />,
}
