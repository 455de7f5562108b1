import { type ReactNode, useMemo, useState } from 'react'
import type { OrgId } from '@pergola/protocol'
import type { CaseDocument, CasePackageFile, CaseView, GiveOutAsk } from '../../../contract.ts'
import { Button, ErrorNote, Loading, Note, Page, Section } from '../../components/index.ts'
import { Progress } from '../../components/Progress.tsx'
import { saveAs } from '../../components/saving.ts'
import { useCommand, useQuery, type SpaceId } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { actOf, SCOPES_OF, startOf } from './acts.ts'
import { DocumentView } from './DocumentView.tsx'
import { type Asking, Fields, Words } from './Fields.tsx'
import { PackageMade } from './PackageMade.tsx'
import { Sections } from './Sections.tsx'
import styles from './giveout.module.css'

const START: Asking = {
  ...{ form: 'package', scope: 'share_named_org', org: '', recipient: '', sections: startOf('package') },
  ...{ keys: '', title: '', opening: '', closing: '' },
}

/** A case out of Pergola: as a package for another one, or as a document to print, hand in or send as a letter. */
export const GiveOutPage = ({ space }: { readonly space: SpaceId }) => {
  const found = useQuery('case', { space })
  const [composed, setComposed] = useState<CaseDocument | null>(null)
  const [asking, setAsking] = useState(START)
  if (composed !== null) return <DocumentView document={composed} words={asking} onBack={() => setComposed(null)} />
  const title = found.value?.file.pseudonym
  return (
    <Framed space={space} {...(title === undefined ? {} : { title })}>
      {found.value === null ? (
        found.state === 'loading' ? (
          <Loading />
        ) : (
          <ErrorNote problem={found.problem} />
        )
      ) : (
        <Ours view={found.value} asking={asking} setAsking={setAsking} onComposed={setComposed} />
      )}
    </Framed>
  )
}

const Framed = ({ space, title, children }: { readonly space: SpaceId; readonly title?: string; readonly children: ReactNode }) => {
  const t = useT()
  return (
    <Page title={t('giveout.title')} breadcrumb={{ to: `/cases/${space}`, label: title ?? t('case.title') }}>
      {children}
    </Page>
  )
}

interface GiveOutProps {
  readonly view: CaseView
  readonly asking: Asking
  readonly setAsking: (change: (now: Asking) => Asking) => void
  readonly onComposed: (document: CaseDocument) => void
}

const Ours = (props: GiveOutProps) => {
  const t = useT()
  return props.view.own && props.view.canWrite ? (
    <GiveOut {...props} />
  ) : (
    <Note title={t('giveout.not_ours')}>{t('giveout.not_ours_why')}</Note>
  )
}

const askOf = ({ form, scope, org, recipient, sections }: Asking): GiveOutAsk => ({
  ...{ act: actOf(form), scope, sections },
  org: org === '' ? null : (org as OrgId),
  recipient: org === '' ? recipient.trim() : '',
})

const useDraft = (space: SpaceId, { act, scope, org, recipient }: GiveOutAsk) => {
  const args = useMemo(() => ({ space, act, scope, org, recipient }), [space, act, scope, org, recipient])
  return useQuery('giveOutDraft', args)
}

const keysIn = (text: string): readonly string[] => text.split(/\s+/u).filter((key) => key !== '')

const GiveOut = ({ view, asking, setAsking, onComposed }: GiveOutProps) => {
  const t = useT()
  const { space } = view.file
  const [made, setMade] = useState<CasePackageFile | null>(null)
  const exporting = useCommand('exportCase')
  const composing = useCommand('composeDocument')
  const ask = askOf(asking)
  const draft = useDraft(space, ask)
  const isPackage = asking.form === 'package'
  const change = (more: Partial<Asking>) =>
    setAsking((now) =>
      more.form === undefined
        ? { ...now, ...more }
        : { ...now, ...more, scope: SCOPES_OF[actOf(more.form)][0] ?? 'referral', sections: startOf(more.form) },
    )
  const give = async () => {
    if (!isPackage) {
      const answer = await composing.run({ space, ...ask })
      if (answer.ok) onComposed(answer.value)
      return
    }
    const answer = await exporting.run({ space, ...ask, recipients: keysIn(asking.keys) })
    if (!answer.ok) return
    setMade(answer.value)
    saveAs(answer.value.name, 'application/octet-stream', answer.value.content)
  }
  if (made !== null) return <PackageMade made={made} onBack={() => setMade(null)} />
  const offered = draft.value?.sections ?? []
  const isReady =
    (asking.org !== '' || ask.recipient !== '') &&
    offered.some(({ section, allowed, count }) => allowed && count > 0 && asking.sections.includes(section))
  return (
    <div className={styles.form}>
      <Section title={t('giveout.what')}>
        <Fields asking={asking} onChange={change} />
      </Section>
      <Section title={t('giveout.parts')}>
        <ErrorNote problem={draft.problem} />
        {draft.value === null ? (
          <Loading />
        ) : (
          <Sections draft={draft.value} chosen={asking.sections} onChange={(sections) => change({ sections })} />
        )}
      </Section>
      <Words asking={asking} onChange={change} />
      <ErrorNote problem={exporting.problem ?? composing.problem} />
      <Under />
      <div>
        <Button
          kind="primary"
          icon={isPackage ? 'sent' : 'print'}
          isBusy={exporting.busy || composing.busy}
          isDisabled={!isReady}
          onPress={() => void give()}
        >
          {t(isPackage ? 'giveout.make_package' : 'giveout.make_document')}
        </Button>
      </div>
      <p className={styles.quiet}>{t('giveout.recorded')}</p>
    </div>
  )
}

/** How far a long one is, and a way to end it. */
export const Under = () => {
  const t = useT()
  const { value: works } = useQuery('progress', {})
  const { run: cancel } = useCommand('cancelProgress')
  const work = works?.find(({ what }) => what === 'case_package')
  return work === undefined ? null : (
    <Progress label={t('giveout.files_under_way')} done={work.done} of={work.of} onCancel={() => void cancel({ id: work.id })} />
  )
}
