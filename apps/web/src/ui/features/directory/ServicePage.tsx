import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Fact } from '@pergola/core/directory'
import type { DirectoryRow } from '../../../contract.ts'
import { Button, ConfirmButton, Empty, ErrorNote, Facts, Link, Loading, Name, Note, Page, Section } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { Checked } from './Checked.tsx'
import { ServiceDialog } from './ServiceDialog.tsx'
import styles from './directory.module.css'

export const ServicePage = ({ id }: { readonly id: string }) => {
  const t = useT()
  const found = useQuery('service', { id })
  const crumb = { to: '/directory', label: t('directory.title') }
  if (found.value !== null) return <ServiceScreen row={found.value} facts={found.value.facts} />
  return (
    <Page title={t('directory.service')} breadcrumb={crumb}>
      {found.state === 'loading' ? <Loading /> : null}
      {found.problem?.type === 'not_found' ? (
        <Empty
          title={t('directory.not_found')}
          text={t('directory.not_found_why')}
          action={<Link to="/directory">{t('directory.title')}</Link>}
        />
      ) : (
        <ErrorNote problem={found.problem} />
      )}
    </Page>
  )
}

const ServiceScreen = ({ row, facts }: { readonly row: DirectoryRow; readonly facts: readonly Fact[] }) => {
  const t = useT()
  const [editing, setEditing] = useState(false)
  return (
    <Page
      title={row.service.name}
      breadcrumb={{ to: '/directory', label: t('directory.title') }}
      lead={<Name text={row.providerName} />}
      actions={row.own ? <OwnActions row={row} onEdit={() => setEditing(true)} /> : null}
    >
      {row.stale ? (
        <Note icon="pending" title={t('directory.stale_note')}>
          {t('directory.stale_do')}
        </Note>
      ) : null}
      {row.service.about === '' ? null : (
        <p className={styles.about} dir="auto">
          {row.service.about}
        </p>
      )}
      <Reach row={row} />
      <FactList facts={facts} />
      {editing ? <ServiceDialog row={row} onClose={() => setEditing(false)} /> : null}
    </Page>
  )
}

const OwnActions = ({ row, onEdit }: { readonly row: DirectoryRow; readonly onEdit: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const remove = useCommand('removeService')
  const confirm = async () => {
    if ((await remove.run({ id: row.service.id })).ok) go('/directory')
  }
  return (
    <>
      <ConfirmButton
        label={t('directory.remove')}
        question={t('directory.remove_question', { name: row.service.name })}
        confirmLabel={t('directory.remove')}
        onConfirm={() => void confirm()}
      />
      <Button kind="primary" onPress={onEdit}>
        {t('case.edit.do')}
      </Button>
      <ErrorNote problem={remove.problem} />
    </>
  )
}

/** What matching reasons with; what nobody has said is left open, not guessed. */
const Reach = ({ row }: { readonly row: DirectoryRow }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const { reach, checkedOn } = row.service
  const unknown = <span className={styles.quiet}>{t('directory.unknown')}</span>
  const listed = (codes: readonly string[] | undefined, label: (code: string) => string) =>
    codes === undefined || codes.length === 0 ? unknown : format.list(codes.map(label))
  return (
    <Section title={t('directory.reach')}>
      <Facts
        items={[
          { label: t('directory.kind'), value: listed(reach.kinds, (code) => vocab('support_type', code)) },
          { label: t('directory.region'), value: listed(reach.regions, placeName) },
          { label: t('directory.languages'), value: listed(reach.languages, format.language) },
          { label: t('directory.max_days'), value: reach.maxDays === undefined ? unknown : t('case.chart.days', { days: reach.maxDays }) },
          {
            label: t('directory.amount'),
            value: reach.amountMax === undefined ? unknown : `${format.number(reach.amountMax.amount)} ${reach.amountMax.currency}`,
          },
          { label: t('directory.family'), value: reach.family === undefined ? unknown : t(`directory.family_${reach.family}`) },
          { label: t('directory.exile'), value: reach.exile === undefined ? unknown : t(`directory.exile_${reach.exile}`) },
          {
            label: t('directory.answer'),
            value: reach.answerHours === undefined ? unknown : t('directory.hours', { hours: reach.answerHours }),
          },
          {
            label: t('directory.places'),
            value: reach.placesFree === undefined ? unknown : t('directory.places_free', { count: reach.placesFree }),
          },
          { label: t('directory.checked'), value: <Checked on={checkedOn} stale={row.stale} /> },
        ]}
      />
    </Section>
  )
}

const FactList = ({ facts }: { readonly facts: readonly Fact[] }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  return (
    <Section title={t('directory.facts')}>
      {facts.length === 0 ? <p className={styles.quiet}>{t('directory.facts_none')}</p> : null}
      <ul className={styles.facts}>
        {facts.map((fact, index) => (
          <li key={`${fact.code}${index}`}>
            <span className={styles.quiet}>{vocab('fact', fact.code)}</span>
            <span>
              <Name text={fact.value} />
              <br />
              <small className={styles.quiet}>
                {t('directory.fact_source', {
                  source: fact.source,
                  on: fact.checkedOn === null ? t('directory.never_checked') : format.day(fact.checkedOn),
                })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
