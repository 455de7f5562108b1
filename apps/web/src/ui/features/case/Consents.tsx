import { useState } from 'react'
import type { Consent } from '@pergola/core/casework'
import { Button, Checkbox, ConfirmButton, Empty, ErrorNote, Icon, Name, Section } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { SCOPES } from './choices.ts'
import { holdsOn } from './consenting.ts'
import { orgNameIn, useSituation } from './situation.ts'
import styles from './case.module.css'

/** What each person has agreed to, scope by scope. Nothing leaves the case without it. */
export const Consents = () => {
  const t = useT()
  const { view, rights, open, nameOf } = useSituation()
  const add = (
    <Button icon="plus" kind="primary" onPress={() => open({ form: 'consent', consent: null })}>
      {t('case.consent.add')}
    </Button>
  )
  return (
    <Section title={t('case.tab.consent')} actions={rights.hold && view.file.people.length > 0 ? add : null}>
      <p className={styles.quiet}>{t('case.consent.lead')}</p>
      {view.file.people.length === 0 ? (
        <Empty title={t('case.people.empty')} text={t(rights.write ? 'case.people.empty_why' : 'case.empty_reading')} />
      ) : null}
      {view.file.people.map((person) => (
        <section key={person.id} className={styles.entry} aria-label={nameOf(person.id)}>
          <h3>
            <Name text={nameOf(person.id)} />
          </h3>
          <PersonConsents person={person.id} />
        </section>
      ))}
    </Section>
  )
}

const PersonConsents = ({ person }: { readonly person: string }) => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  const said = view.file.consents.filter((one) => one.person === person)
  const asked = SCOPES.filter((scope) => said.some((one) => one.scope === scope))
  const open = SCOPES.filter((scope) => !asked.includes(scope))
  return (
    <>
      <ul className={styles.rows}>
        {said.map((one) => (
          <li key={one.id}>
            <Answer consent={one} />
          </li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <details>
          <summary>{t('case.consent.not_asked', { count: open.length })}</summary>
          <ul className={styles.bullets}>
            {open.map((scope) => (
              <li key={scope}>{vocab('consent_scope', scope)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const Answer = ({ consent }: { readonly consent: Consent }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { view, rights, today } = useSituation()
  const holds = holdsOn(consent, today)
  const state = consent.withdrawnOn !== null ? 'withdrawn' : !consent.given ? 'no' : holds ? 'yes' : 'ended'
  return (
    <>
      <span className={styles.answer}>
        <Icon name={holds ? 'check' : 'close'} size={16} />
        <span>
          {consent.org === null
            ? vocab('consent_scope', consent.scope)
            : t('case.consent.with_org', { scope: vocab('consent_scope', consent.scope), org: orgNameIn(view, consent.org) })}
          <br />
          <span className={styles.quiet}>
            {t(`case.consent.state_${state}`, {
              on: format.day(consent.withdrawnOn ?? consent.on),
              until: consent.until === null ? '' : format.day(consent.until),
              ends: consent.until === null ? 'no' : 'yes',
              how: t(`vocab.consent_how.${consent.how}`),
            })}
          </span>
        </span>
      </span>
      {holds && rights.hold ? <Withdraw consent={consent} /> : null}
    </>
  )
}

/** What was shared on the ground of a consent does not come back by itself; where it was one organisation, ending that is one tick. */
const Withdraw = ({ consent }: { readonly consent: Consent }) => {
  const t = useT()
  const { view, today } = useSituation()
  const withdraw = useCommand('withdrawConsent')
  const revoke = useCommand('revokeCase')
  const [alsoEnd, setAlsoEnd] = useState(true)
  const { space } = view.file
  const shared = view.shares.find(({ org }) => org === consent.org)
  const confirm = async () => {
    const withdrawn = await withdraw.run({ space, id: consent.id, on: today })
    if (withdrawn.ok && shared !== undefined && alsoEnd) await revoke.run({ space, org: shared.org })
  }
  return (
    <>
      <ConfirmButton
        kind="bare"
        label={t('case.consent.withdraw')}
        question={t(shared === undefined ? 'case.consent.withdraw_question' : 'case.consent.withdraw_named', { org: shared?.name })}
        confirmLabel={t('case.consent.withdraw')}
        onConfirm={() => void confirm()}
      >
        {shared === undefined ? null : (
          <Checkbox label={t('case.consent.also_end', { org: shared.name })} value={alsoEnd} onChange={setAlsoEnd} />
        )}
      </ConfirmButton>
      <ErrorNote problem={withdraw.problem ?? revoke.problem} />
    </>
  )
}
