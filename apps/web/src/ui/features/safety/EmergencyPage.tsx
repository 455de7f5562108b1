import { Empty, ErrorNote, Link, Loading, Note, Page, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import type { SpaceId } from '../../data/ids.ts'
import { useT } from '../../i18n/index.ts'
import { PacketText } from './PacketText.tsx'

/** An emergency packet that another organisation opened to us: somebody did not check in, and we stand on their ladder. */
export const EmergencyPage = ({ space }: { readonly space: SpaceId }) => {
  const t = useT()
  const { value, state, problem } = useQuery('emergency', { space })
  const crumb = { to: '/today', label: t('today.title') }
  if (value === null)
    return (
      <Page title={t('safety.packet')} breadcrumb={crumb}>
        {state === 'loading' ? <Loading /> : <ErrorNote problem={problem} />}
      </Page>
    )
  return (
    <Page
      title={value.pseudonym === '' ? t('safety.packet') : value.pseudonym}
      breadcrumb={crumb}
      lead={t('safety.emergency.from', { org: value.from })}
    >
      {value.goneSince === null ? (
        <Note kind="danger" title={t('safety.emergency.now')}>
          {t('safety.emergency.why', { org: value.from })}
        </Note>
      ) : (
        <Empty title={t('safety.emergency.gone')} text={t('safety.emergency.gone_why', { org: value.from })} />
      )}
      {value.packets.map((packet) => (
        <Section key={packet.person} title={t('safety.packet')}>
          <PacketText packet={packet} />
        </Section>
      ))}
      {value.caseSpace === null ? null : <Link to={`/cases/${value.caseSpace}/plan`}>{t('safety.emergency.case')}</Link>}
    </Page>
  )
}
