import { useState } from 'react'
import type { HouseholdView, PersonInHousehold } from '../../../contract.ts'
import { Button, Checkbox, FormDialog, Link, Name, Section, Select } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
import { useSituation } from '../case/situation.ts'
import styles from './household.module.css'

/** What is planned and agreed for one person alone, and who decides for them. */
export const InHousehold = ({ one }: { readonly one: PersonInHousehold }) => {
  const t = useT()
  const { nameOf } = useSituation()
  const { standing } = one
  return (
    <div className={styles.standing}>
      <p className={styles.quiet}>
        {t('household.in_short', { needs: one.needs, gaps: one.gapDays, agreed: one.agreed, refused: one.refused })} · {t('household.risk')}{' '}
        <RiskLevel level={one.riskLevel} />
      </p>
      {standing.minor || standing.guardian !== null ? (
        <p>
          {standing.minor ? <span className={styles.quiet}>{t('household.minor')}</span> : null}
          {standing.minor && standing.guardian !== null ? <span className={styles.quiet}> · </span> : null}
          {standing.guardian === null ? null : (
            <>
              {t('household.guardian_is')} <Name text={nameOf(standing.guardian)} />
            </>
          )}
        </p>
      ) : null}
      {standing.ownCase === null ? null : <OwnCaseLine own={one.ownCase} />}
    </div>
  )
}

/** Where both are readable, what stands there of the same person; counted there, not here. */
const OwnCaseLine = ({ own }: { readonly own: PersonInHousehold['ownCase'] }) => {
  const t = useT()
  const vocab = useVocab()
  if (own === null)
    return (
      <p>
        {t('household.own_case')} <span className={styles.quiet}>{t('household.own_case_closed')}</span>
      </p>
    )
  const said = [
    vocab('case_status', own.status),
    own.riskLevel === null ? t('household.own_risk_none') : t('household.own_risk', { level: vocab('risk_level', own.riskLevel) }),
    own.decision === null ? t('household.own_undecided') : vocab('defender_decision', own.decision),
    t('household.own_agreed', { agreed: own.agreed }),
  ]
  return (
    <p>
      {t('household.own_case')}{' '}
      <Link to={`/cases/${own.space}`}>
        <Name text={own.pseudonym} />
      </Link>
      <br />
      <span className={styles.quiet}>{said.join(' · ')}</span>
    </p>
  )
}

/** On a case: the ones in which somebody of it is a dependent. */
export const AlsoIn = ({ cases }: { readonly cases: HouseholdView['alsoIn'] }) => {
  const t = useT()
  if (cases.length === 0) return null
  return (
    <Section title={t('household.also_in')}>
      <p className={styles.quiet}>{t('household.also_in_why')}</p>
      <ul className={styles.rows}>
        {cases.map(({ space, pseudonym }) => (
          <li key={space}>
            <Link to={`/cases/${space}/people`}>
              <Name text={pseudonym} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Opens who decides for them and which case is their own, for whoever may write it down. */
export const StandingButton = ({ one }: { readonly one: PersonInHousehold }) => {
  const t = useT()
  const { rights, nameOf } = useSituation()
  const [isOpen, setOpen] = useState(false)
  if (!rights.hold) return null
  return (
    <>
      <Button label={t('household.standing_of', { who: nameOf(one.standing.person) })} onPress={() => setOpen(true)}>
        {t('household.standing')}
      </Button>
      {isOpen ? <StandingDialog one={one} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const NOBODY = ''
/** More than anyone looks through; the case is in front when it was opened lately. */
const CASES = 200

const StandingDialog = ({ one, onClose }: { readonly one: PersonInHousehold; readonly onClose: () => void }) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const command = useCommand('saveStanding')
  const cases = useQuery('cases', { filter: { sort: 'pseudonym' }, from: 0, count: CASES }).value
  const { person } = one.standing
  const [minor, setMinor] = useState(one.standing.minor)
  const [guardian, setGuardian] = useState(one.standing.guardian ?? NOBODY)
  const [ownCase, setOwnCase] = useState<string>(one.standing.ownCase ?? NOBODY)
  const known = (cases?.rows ?? []).filter((row) => row.space !== view.file.space)
  const save = async () => {
    const chosen = known.find((row) => row.space === ownCase)?.space ?? (ownCase === one.standing.ownCase ? one.standing.ownCase : null)
    const standing = { person, minor, guardian: guardian === NOBODY ? null : guardian, ownCase: chosen }
    if ((await command.run({ space: view.file.space, standing })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('household.standing_of', { who: nameOf(person) })}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete
    >
      <Checkbox label={t('household.minor')} value={minor} onChange={setMinor} />
      <Select
        label={t('household.guardian')}
        description={t('household.guardian_why')}
        value={guardian}
        onChange={setGuardian}
        options={[
          { id: NOBODY, label: t('household.themselves') },
          ...view.file.people.filter(({ id }) => id !== person).map(({ id }) => ({ id, label: nameOf(id) })),
        ]}
      />
      <Select
        label={t('household.own_case')}
        description={t('household.own_case_why')}
        value={ownCase}
        onChange={setOwnCase}
        options={[{ id: NOBODY, label: t('household.no_own_case') }, ...known.map((row) => ({ id: row.space, label: row.pseudonym }))]}
      />
    </FormDialog>
  )
}
