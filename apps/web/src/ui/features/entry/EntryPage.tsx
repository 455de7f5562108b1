import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ServiceView } from '../../../contract.ts'
import { Button, ConfirmButton, Empty, ErrorNote, Link, Loading, Name, Note, Page } from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { EntryCalls } from './EntryCalls.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { FactList } from './FactList.tsx'
import { Observations } from './Observations.tsx'
import { Reach } from './Reach.tsx'
import { Standing } from './Standing.tsx'
import { WayThere } from './WayThere.tsx'
import styles from './entry.module.css'

/** One service: for whom and how, what is stated and who says so, what others saw, and how to reach it. */
export const EntryPage = ({ id }: { readonly id: string }) => {
  const t = useT()
  const found = useQuery('service', { id })
  const crumb = { to: '/directory', label: t('directory.title') }
  if (found.value !== null) return <Entry view={found.value} />
  return (
    <Page title={t('directory.service')} breadcrumb={crumb}>
      {found.state === 'loading' ? <Loading /> : null}
      {found.problem?.type === 'not_found' ? (
        <Empty title={t('entry.not_found')} text={t('entry.not_found_why')} action={<Link to="/directory">{t('directory.title')}</Link>} />
      ) : (
        <ErrorNote problem={found.problem} />
      )}
    </Page>
  )
}

const Entry = ({ view }: { readonly view: ServiceView }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  const { service } = view
  return (
    <Page
      title={service.name}
      breadcrumb={{ to: '/directory', label: t('directory.title') }}
      lead={<Provider view={view} />}
      actions={<Actions view={view} onEdit={() => setEditing(true)} />}
    >
      {view.stale ? (
        <Note icon="pending" title={t('entry.stale')} action={view.canEdit ? <Confirm view={view} /> : undefined}>
          {t(view.canEdit ? 'entry.stale_own' : 'entry.stale_do')}
        </Note>
      ) : null}
      {view.canEdit && service.visibility !== 'network' ? (
        <Note icon="shield" title={vocab('visibility', service.visibility)}>
          {t(`entry.visibility.${service.visibility}`)}
          {view.audience.length === 0 || service.visibility === 'public'
            ? null
            : ` ${t('entry.audience_are', { orgs: format.list(view.audience.map(({ name }) => name)) })}`}
        </Note>
      ) : null}
      {service.about === '' ? null : (
        <p className={styles.about} dir="auto">
          {service.about}
        </p>
      )}
      <Reach view={view} />
      <FactList view={view} />
      <WayThere places={service.places} contacts={service.contacts} website={view.provider?.website ?? ''} />
      <EntryCalls calls={view.calls} />
      <Observations view={view} />
      <Standing view={view} />
      {editing ? <EntryDialog view={view} onClose={() => setEditing(false)} /> : null}
    </Page>
  )
}

const Provider = ({ view }: { readonly view: ServiceView }) => {
  const id = view.service.org ?? view.service.providerId
  const name = <Name text={view.providerName} />
  return id === null ? name : <Link to={`/directory/providers/${encodeURIComponent(id)}`}>{view.providerName}</Link>
}

/** One press: everything that is stated here is still true today. */
const Confirm = ({ view }: { readonly view: ServiceView }) => {
  const t = useT()
  const command = useCommand('confirmFacts')
  return (
    <>
      <Button icon="check" isBusy={command.busy} onPress={() => void command.run({ id: view.service.id })}>
        {t('entry.still_true')}
      </Button>
      <ErrorNote problem={command.problem} />
    </>
  )
}

const Actions = ({ view, onEdit }: { readonly view: ServiceView; readonly onEdit: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const remove = useCommand('removeService')
  const mayWrite = useMay('contributor')
  const confirm = async () => {
    if ((await remove.run({ id: view.service.id })).ok) go('/directory')
  }
  return (
    <>
      <Button kind="bare" icon="print" onPress={() => print()}>
        {t('directory.print')}
      </Button>
      {view.canEdit && mayWrite ? (
        <>
          <ConfirmButton
            label={t('entry.remove')}
            question={t('entry.remove_question', { name: view.service.name })}
            confirmLabel={t('entry.remove')}
            onConfirm={() => void confirm()}
          />
          <Button kind="primary" onPress={onEdit}>
            {t('case.edit.do')}
          </Button>
        </>
      ) : null}
      <ErrorNote problem={remove.problem} />
    </>
  )
}
