import { useState } from 'react'
import type { PersonInHousehold } from '../../../contract.ts'
import { Button, Checkbox, FormDialog, Link, Name, Select } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './household.module.css'

/** What is planned and agreed for one person alone, and who decides for them. */
export const InHousehold = ({ one }: { readonly one: PersonInHousehold }) => {
  const t = useT()
  const { rights, nameOf } = useSituation()
  const [isOpen, setOpen] = useState(false)
  const { standing } = one
  return (
    <div className={styles.standing}>
      <p className={styles.quiet}>
        {t('household.in_short', { needs: one.needs, gaps: one.gapDays, agreed: one.agreed, refused: one.refused })}
      </p>
      {standing.minor ? <p className={styles.quiet}>{t('household.minor')}</p> : null}
      {standing.guardian === null ? null : (
        <p>
          {t('household.guardian_is')} <Name text={nameOf(standing.guardian)} />
        </p>
      )}
      {standing.ownCase === null ? null : (
        <p>
          {t('household.own_case')}{' '}
          {one.ownCaseName === '' ? (
            <span className={styles.quiet}>{t('household.own_case_closed')}</span>
          ) : (
            <Link to={`/cases/${standing.ownCase}`}>
              <Name text={one.ownCaseName} />
            </Link>
          )}
        </p>
      )}
      {rights.hold ? (
        <div>
          <Button label={t('household.standing_of', { who: nameOf(standing.person) })} onPress={() => setOpen(true)}>
            {t('household.standing')}
          </Button>
        </div>
      ) : null}
      {isOpen ? <StandingDialog one={one} onClose={() => setOpen(false)} /> : null}
    </div>
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
