import type { Person } from '@pergola/core/casework'
import type { HouseholdView, PersonInHousehold } from '../../../contract.ts'
import { Button, Empty, Facts, Icon, Name, Note, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { Family } from '../household/Family.tsx'
import { AlsoIn, InHousehold, StandingButton } from '../household/InHousehold.tsx'
import { TakeOutButton, TakenOutPeople } from '../household/TakingOut.tsx'
import { Papers } from '../household/Papers.tsx'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Labels that everyone with the file reads; below, behind a boundary of its own, who it is. */
export const People = () => {
  const t = useT()
  const { view, rights, open } = useSituation()
  const household = useQuery('household', { space: view.file.space }).value
  const add = (
    <Button icon="plus" kind="primary" onPress={() => open({ form: 'person', person: null })}>
      {t('case.person.add')}
    </Button>
  )
  return (
    <div className={styles.stack}>
      <Section title={t('case.tab.people')} actions={rights.write ? add : null}>
        {view.file.people.length === 0 ? (
          <Empty title={t('case.people.empty')} text={t(rights.write ? 'case.people.empty_why' : 'case.empty_reading')} />
        ) : null}
        <ul className={styles.cards}>
          {view.file.people.map((person) => (
            <li key={person.id}>
              <InFile person={person} one={household?.people.find(({ standing }) => standing.person === person.id)} />
            </li>
          ))}
        </ul>
      </Section>
      {household === null ? null : <Family household={household} />}
      {household === null ? null : <AlsoIn cases={household.alsoIn} />}
      <TakenOutPeople people={view.file.takenOut} />
      {view.file.people.length === 0 ? null : <IdentityPart household={household} />}
    </div>
  )
}

const InFile = ({ person, one }: { readonly person: Person; readonly one: PersonInHousehold | undefined }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { rights, open } = useSituation()
  const facts = [
    vocab('person_role', person.role),
    person.relation === '' ? '' : vocab('relation', person.relation),
    format.list(person.languages.map(format.language)),
  ]
  return (
    <article className={styles.entry}>
      <header className={styles.entryHead}>
        <div>
          <h3>
            <Name text={person.label} />
          </h3>
          <p className={styles.quiet}>{facts.filter((one) => one !== '').join(' · ')}</p>
        </div>
        <div className={styles.does}>
          {one === undefined ? null : <StandingButton one={one} />}
          <TakeOutButton person={person} />
          {rights.write ? (
            <Button
              label={t('case.identity.named', { does: t('case.edit.do'), who: person.label })}
              onPress={() => open({ form: 'person', person })}
            >
              {t('case.edit.do')}
            </Button>
          ) : null}
        </div>
      </header>
      {one === undefined ? null : <InHousehold one={one} />}
    </article>
  )
}

const IdentityPart = ({ household }: { readonly household: HouseholdView | null }) => {
  const t = useT()
  const { view } = useSituation()
  return (
    <section className={styles.identity} aria-labelledby="identity-part">
      <header>
        <Icon name="lock" />
        <div>
          <h2 id="identity-part">{t('case.identity.title')}</h2>
          <p className={styles.quiet}>{t('case.identity.boundary')}</p>
        </div>
      </header>
      {view.identities === null ? (
        <Note icon="forbidden" title={t('case.identity.not_shared')}>
          {t('case.identity.not_shared_why', { org: view.ownerName })}
        </Note>
      ) : (
        view.file.people.map((person) => <Known key={person.id} person={person} household={household} />)
      )}
    </section>
  )
}

const FIELDS = ['name', 'otherNames', 'contact', 'whereabouts', 'birth', 'documents'] as const

const Known = ({ person, household }: { readonly person: Person; readonly household: HouseholdView | null }) => {
  const t = useT()
  const format = useFormat()
  const { view, rights, open } = useSituation()
  const known = view.identities?.find((one) => one.person === person.id)
  const items = FIELDS.flatMap((field) => {
    const value = known?.[field] ?? ''
    return value === ''
      ? []
      : [{ label: t(`case.identity.${field}`), value: <Name text={field === 'birth' ? format.day(value) : value} /> }]
  })
  const does = items.length === 0 ? 'case.identity.write' : 'case.edit.do'
  return (
    <div className={styles.known}>
      <div className={styles.entryHead}>
        <h3>
          <Name text={person.label} />
        </h3>
        {rights.hold ? (
          <Button label={t('case.identity.named', { does: t(does), who: person.label })} onPress={() => open({ form: 'identity', person })}>
            {t(does)}
          </Button>
        ) : null}
      </div>
      {items.length === 0 ? <p className={styles.quiet}>{t('case.identity.nothing')}</p> : <Facts items={items} />}
      {household === null ? null : (
        <Papers
          person={person.id}
          papers={household.people.find(({ standing }) => standing.person === person.id)?.papers ?? []}
          due={household.papersDue.map(({ id }) => id)}
        />
      )}
    </div>
  )
}
