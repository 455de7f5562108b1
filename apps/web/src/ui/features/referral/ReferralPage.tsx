import type { SpaceId } from '@pergola/protocol'
import type { ReferralView } from '../../../contract.ts'
import { Countdown, Empty, ErrorNote, Facts, Link, Loading, Name, Note, Page, Section, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { Answers } from './Answers.tsx'
import { Conversation } from './Conversation.tsx'
import { Feedback } from './Feedback.tsx'
import { NextInLine } from './NextInLine.tsx'
import { Rest, Suggested } from './Outcome.tsx'
import { TeaserView } from './TeaserView.tsx'
import styles from './referral.module.css'

export const ReferralPage = ({ space }: { readonly space: string }) => {
  const t = useT()
  const found = useQuery('referral', { space: space as SpaceId })
  if (found.value !== null) return <ReferralScreen view={found.value} />
  return (
    <Page title={t('referral.title')} breadcrumb={{ to: '/today', label: t('today.title') }}>
      {found.state === 'loading' ? <Loading /> : null}
      {found.problem?.type === 'not_found' ? (
        <Empty title={t('referral.not_found')} text={t('referral.not_found_why')} action={<Link to="/today">{t('today.title')}</Link>} />
      ) : (
        <ErrorNote problem={found.problem} />
      )}
    </Page>
  )
}

/** Answered in one minute: what is asked, by whom, by when, and the answers there are. */
const ReferralScreen = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const vocab = useVocab()
  const kind = vocab('support_type', view.kind)
  const crumb =
    view.direction === 'out' && view.caseSpace !== null
      ? { to: `/cases/${view.caseSpace}`, label: view.pseudonym }
      : { to: '/today', label: t('today.title') }
  return (
    <Page title={t(view.direction === 'in' ? 'referral.title_in' : 'referral.title_out', { org: view.otherName, kind })} breadcrumb={crumb}>
      <Standing view={view} />
      <Rest view={view} />
      <Suggested view={view} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Section title={t('referral.what')}>
            {view.referral.teasers.map((teaser) => (
              <TeaserView key={`${teaser.kind}${teaser.from}${teaser.to}`} teaser={teaser} />
            ))}
          </Section>
          <Conversation view={view} />
          <Answers view={view} />
          <NextInLine view={view} />
          <Feedback view={view} />
        </div>
        <About view={view} />
      </div>
    </Page>
  )
}

const Standing = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  if (view.state === 'taken_up') {
    const shared = view.referral.caseSpace
    return (
      <Note
        icon="check"
        title={t(view.direction === 'in' ? 'referral.taken_by_us' : 'referral.taken_by', {
          org: view.otherName,
          part: view.inPart ? 'yes' : 'no',
        })}
        action={
          shared === null ? null : (
            <Link kind="primary" to={`/cases/${shared}`}>
              {t('referral.open_case')}
            </Link>
          )
        }
      >
        {shared === null ? t(view.direction === 'in' ? 'referral.file_not_yet' : 'referral.file_not_shared') : t('referral.file_shared')}
      </Note>
    )
  }
  if (view.state === 'expired')
    return (
      <Note kind="danger" title={t('referral.expired')}>
        {t(view.direction === 'in' ? 'referral.expired_in' : 'referral.expired_out')}
      </Note>
    )
  if (view.state === 'declined' || view.state === 'withdrawn') return <Note icon="close" title={t(`referral.note_${view.state}`)} />
  return null
}

const About = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const open = view.state === 'waiting' || view.state === 'asked'
  return (
    <aside className={styles.about} aria-label={t('referral.about')}>
      <Facts
        items={[
          { label: t(view.direction === 'in' ? 'referral.from' : 'referral.to'), value: <Name text={view.otherName} /> },
          { label: t('referral.state'), value: <strong>{t(`vocab.referral_state.${view.state}`)}</strong> },
          ...(open ? [{ label: t('referral.answer_by'), value: <Countdown until={view.answerBy} /> }] : []),
          { label: t('referral.sent'), value: <Time value={view.sentAt} /> },
          ...(view.serviceName === '' ? [] : [{ label: t('referral.service'), value: <Name text={view.serviceName} /> }]),
        ]}
      />
    </aside>
  )
}
