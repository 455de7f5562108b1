import type { ProviderView } from '../../../contract.ts'
import { Empty, ErrorNote, Facts, Link, Loading, Name, Page, Section } from '../../components/index.ts'
import { useMay, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { entryAddress } from '../directory/ServiceList.tsx'
import { EntryCalls } from './EntryCalls.tsx'
import { VouchButton, Vouches } from './Vouches.tsx'
import { WayThere } from './WayThere.tsx'
import styles from './entry.module.css'

/** Who stands behind services: a member, or an organisation outside the network. */
export const ProviderPage = ({ id }: { readonly id: string }) => {
  const t = useT()
  const found = useQuery('provider', { id })
  if (found.value !== null) return <Provider view={found.value} />
  return (
    <Page title={t('entry.provider')} breadcrumb={{ to: '/directory', label: t('directory.title') }}>
      {found.state === 'loading' ? <Loading /> : null}
      {found.problem?.type === 'not_found' ? (
        <Empty title={t('entry.not_found')} text={t('entry.not_found_why')} action={<Link to="/directory">{t('directory.title')}</Link>} />
      ) : (
        <ErrorNote problem={found.problem} />
      )}
    </Page>
  )
}

const providerAddress = (id: string): string => `/directory/providers/${encodeURIComponent(id)}`

const Provider = ({ view }: { readonly view: ProviderView }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const mayWrite = useMay('contributor')
  const about = view.provider?.about ?? view.profile?.about ?? ''
  return (
    <Page
      title={view.name}
      breadcrumb={{ to: '/directory', label: t('directory.title') }}
      lead={vocab('provider_kind', view.kind)}
      actions={mayWrite && !view.own ? <VouchButton subject={view.id} rows={view.vouchRows} /> : null}
    >
      {about === '' ? null : (
        <p className={styles.about} dir="auto">
          {about}
        </p>
      )}
      <Facts
        items={[
          { label: t('entry.is_member'), value: t(view.member ? 'entry.member' : 'entry.outside') },
          ...(view.countries.length === 0 ? [] : [{ label: t('case.country'), value: format.list(view.countries.map(placeName)) }]),
          ...[...view.parents].slice(0, 1).map((parent) => ({
            label: t('entry.parent'),
            value: <Link to={providerAddress(parent.id)}>{parent.name}</Link>,
          })),
        ]}
      />
      <WayThere places={[]} contacts={view.provider?.contacts ?? []} website={view.provider?.website ?? ''} />
      <Section title={t('entry.services', { count: view.serviceRows.length })}>
        <ul className={styles.plain}>
          {view.serviceRows.map((row) => (
            <li key={row.service.id}>
              <Link to={entryAddress(row.service.id)}>{row.service.name}</Link>{' '}
              <span className={styles.quiet}>{(row.service.reach.kinds ?? []).map((kind) => vocab('support_type', kind)).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </Section>
      {view.children.length === 0 ? null : (
        <Section title={t('entry.children')}>
          <ul className={styles.plain}>
            {view.children.map((child) => (
              <li key={child.id}>
                <Link to={providerAddress(child.id)}>{child.name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <EntryCalls calls={view.calls} />
      {view.trainings.length === 0 ? null : (
        <Section title={t('directory.room.training')} actions={<Link to="/directory/training">{t('entry.all_trainings')}</Link>}>
          <ul className={styles.plain}>
            {view.trainings.map(({ training }) => (
              <li key={training.id}>
                <Name text={training.title} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {view.vouchRows.length === 0 ? null : (
        <Section title={t('entry.standing')}>
          <Vouches rows={view.vouchRows} />
        </Section>
      )}
    </Page>
  )
}
