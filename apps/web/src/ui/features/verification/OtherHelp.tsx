import type { OtherAtRisk } from '@pergola/core/verification'
import { Button, Link, Name, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { OTHERS, OUTSIDE } from './codes.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

/** For those who are no defenders and at risk all the same: who else helps, and where they were sent. */
export const OtherHelp = () => {
  const { found } = useVerifying()
  const { opinions, routings } = found.verification
  const named = OTHERS.filter((other) => opinions.some((opinion) => opinion.other === other))
  const refused = opinions.some(({ decision }) => decision === 'not_defender')
  const shown: readonly OtherAtRisk[] = named.length > 0 ? named : refused ? ['other'] : []
  return shown.length === 0 && routings.length === 0 ? null : <Ways shown={shown} />
}

const Ways = ({ shown }: { readonly shown: readonly OtherAtRisk[] }) => {
  const t = useT()
  const vocab = useVocab()
  const { found, open } = useVerifying()
  const route = found.canWrite ? <Button onPress={() => open({ form: 'route', to: OUTSIDE })}>{t('verification.route')}</Button> : undefined
  return (
    <Section title={t('verification.other_help')} actions={route}>
      <p className={styles.quiet}>{t('verification.other_help_why')}</p>
      {shown.map((other) => (
        <section key={other} className={styles.entry} aria-label={vocab('other_at_risk', other)}>
          <h3>{vocab('other_at_risk', other)}</h3>
          <ul className={styles.rows}>
            {found.ways[other].map(({ kind, need }) => (
              <li key={kind}>
                <span>{vocab('support_type', kind)}</span>
                <Way kind={kind} need={need} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Sent />
    </Section>
  )
}

/** The need of the case that is of this kind leads to who can help; without one it is written down first. */
const Way = ({ kind, need }: { readonly kind: string; readonly need: string | null }) => {
  const t = useT()
  const vocab = useVocab()
  const { view, rights, open: openCaseForm } = useSituation()
  const { found, open } = useVerifying()
  const name = vocab('support_type', kind)
  return (
    <span className={styles.does}>
      {need === null ? (
        rights.write ? (
          <Button
            kind="bare"
            label={t('verification.write_need_named', { kind: name })}
            onPress={() => openCaseForm({ form: 'need', need: null, kind })}
          >
            {t('verification.write_need')}
          </Button>
        ) : null
      ) : (
        <Link to={`/cases/${view.file.space}/match/${need}`}>{t('case.need.match')}</Link>
      )}
      {found.canWrite ? (
        <Button kind="bare" label={t('verification.route_named', { kind: name })} onPress={() => open({ form: 'route', to: kind })}>
          {t('verification.route_short')}
        </Button>
      ) : null}
    </span>
  )
}

const Sent = () => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { found } = useVerifying()
  const { routings } = found.verification
  if (routings.length === 0) return null
  return (
    <>
      <h3>{t('verification.routed')}</h3>
      <ul className={styles.cards}>
        {routings.map((routing) => (
          <li key={routing.id} className={styles.entry}>
            <header>
              <strong>{vocab('support_type', routing.to)}</strong>
              <span className={styles.quiet}>
                {format.day(routing.on)} · <Name text={found.organisations[routing.org] ?? ''} />
              </span>
            </header>
            <p className={styles.prose} dir="auto">
              {routing.why}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
