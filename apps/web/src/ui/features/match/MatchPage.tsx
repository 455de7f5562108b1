import { useState } from 'react'
import type { Match } from '@pergola/core/matching'
import type { SpaceId } from '@pergola/protocol'
import { Button, Empty, ErrorNote, Link, Loading, Name, Page, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { nameIn } from '../case/situation.ts'
import { ReasonList } from './ReasonList.tsx'
import { ReferralDraftDialog } from './ReferralDraftDialog.tsx'
import styles from './match.module.css'

/** For one need: which services fit, and why, and what nobody knows yet. */
export const MatchPage = ({ space, need }: { readonly space: string; readonly need: string }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const file = useQuery('case', { space: space as SpaceId })
  const matches = useQuery('match', { space: space as SpaceId, need })
  const [asking, setAsking] = useState<Match | null>(null)
  const wanted = file.value?.file.needs.find((one) => one.id === need)
  const lead =
    wanted === undefined || file.value === null
      ? undefined
      : t('match.lead', {
          need: vocab('support_type', wanted.kind),
          who: nameIn(file.value, wanted.person),
          count: wanted.headcount,
          from: format.day(wanted.from),
          to: format.day(wanted.to),
        })
  return (
    <Page title={t('match.title')} lead={lead} breadcrumb={{ to: `/cases/${space}`, label: file.value?.file.pseudonym ?? t('case.title') }}>
      <ErrorNote problem={matches.problem ?? file.problem} />
      {matches.state === 'loading' ? <Loading /> : null}
      {matches.value === null ? null : <Answers matches={matches.value} onAsk={setAsking} />}
      {asking === null ? null : (
        <ReferralDraftDialog space={space as SpaceId} need={need} service={asking.service} onClose={() => setAsking(null)} />
      )}
    </Page>
  )
}

const Answers = ({ matches, onAsk }: { readonly matches: readonly Match[]; readonly onAsk: (match: Match) => void }) => {
  const t = useT()
  const possible = matches.filter((match) => match.possible)
  const others = matches.filter((match) => !match.possible)
  return (
    <>
      {possible.length === 0 ? (
        <Empty title={t('match.empty')} text={t('match.empty_why')} action={<Link to="/directory">{t('directory.title')}</Link>} />
      ) : null}
      {possible.length === 0 ? null : (
        <Section title={t('match.possible', { count: possible.length })}>
          <ol className={styles.list}>
            {possible.map((match) => (
              <li key={match.service.id}>
                <Answer match={match} onAsk={onAsk} />
              </li>
            ))}
          </ol>
        </Section>
      )}
      {others.length === 0 ? null : (
        <details className={styles.others}>
          <summary>{t('match.others', { count: others.length })}</summary>
          <ol className={styles.list}>
            {others.map((match) => (
              <li key={match.service.id}>
                <Answer match={match} onAsk={onAsk} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

const Answer = ({ match, onAsk }: { readonly match: Match; readonly onAsk: (match: Match) => void }) => {
  const t = useT()
  const session = useQuery('session', {})
  const { service } = match
  const ours = session.value?.state === 'open' && service.org === session.value.org
  return (
    <article className={styles.answer}>
      <div className={styles.who}>
        <h3>
          <Link to={`/directory/${service.id}`}>
            <Name text={service.name} />
          </Link>
        </h3>
        <p className={styles.quiet}>
          <Name text={service.provider} />
        </p>
        {service.org === null || ours ? (
          <p className={styles.quiet}>{t(ours ? 'match.ours' : 'match.not_member')}</p>
        ) : (
          <Button
            kind={match.possible ? 'primary' : 'quiet'}
            label={t('match.ask_named', { provider: service.provider })}
            onPress={() => onAsk(match)}
          >
            {t('match.ask')}
          </Button>
        )}
      </div>
      <ReasonList reasons={match.reasons} />
    </article>
  )
}
