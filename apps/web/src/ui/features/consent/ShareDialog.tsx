import { useState } from 'react'
import type { OrgId } from '@pergola/protocol'
import { Button, FormDialog, Icon, Note, RadioGroup, Select, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import type { ConsentsView } from '../../../contract.ts'
import { useOtherOrganisations } from '../case/queries.ts'
import { useSituation } from '../case/situation.ts'
import { saidAbout } from './consenting.ts'
import { ConversationDialog } from './ConversationDialog.tsx'
import { useSentence } from './DecisionsDialog.tsx'
import styles from './consent.module.css'

/** Which part goes to whom; what each person has said about it stands right there. */
export const ShareDialog = ({ org: start, onClose }: { readonly org: string | null; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const { view } = useSituation()
  const said = useQuery('consents', { space: view.file.space }).value
  const [asking, setAsking] = useState(false)
  const others = useOtherOrganisations()
  const command = useCommand('shareCase')
  const [org, setOrg] = useState(start ?? '')
  // Whoever has the file already is shared with once more for the identity part.
  const [part, setPart] = useState<'file' | 'identity'>(() =>
    view.shares.some((share) => share.org === start && share.part === 'file') ? 'identity' : 'file',
  )
  const has = (which: string) => view.shares.some((share) => share.org === org && share.part === which)
  const missing = view.file.people.filter((person) => said === null || !saidAbout(said, person.id, org, part).holds)
  const name = others.find((one) => one.id === org)?.label ?? ''
  const allowed = org !== '' && missing.length === 0 && view.file.people.length > 0 && !has(part)
  const share = async () => {
    const answer = await command.run({ space: view.file.space, org: org as OrgId, part })
    if (!answer.ok) return
    say(t('case.share.done', { org: name }))
    onClose()
  }
  if (asking)
    return (
      <ConversationDialog
        start={{ people: missing.map(({ id }) => id), scope: 'share_named_org', org: org as OrgId, recipient: '' }}
        onClose={() => setAsking(false)}
      />
    )
  return (
    <FormDialog
      title={t('case.share.title')}
      submitLabel={t('case.share.do')}
      onSubmit={() => void share()}
      onClose={onClose}
      command={command}
      isComplete={allowed}
    >
      <Select label={t('case.share.with')} value={org} onChange={setOrg} options={others} placeholder={t('case.choose')} isRequired />
      <RadioGroup
        label={t('case.share.part')}
        value={part}
        onChange={(id) => setPart(id === 'identity' ? 'identity' : 'file')}
        options={[
          { id: 'file', label: t('case.share.file'), description: t('case.share.file_why') },
          { id: 'identity', label: t('case.share.identity'), description: t('case.share.identity_why') },
        ]}
      />
      {org === '' || said === null ? null : <WhatWasSaid said={said} org={org} part={part} />}
      {org !== '' && has(part) ? <Note title={t('case.share.has_already', { org: name })} icon="check" /> : null}
      {org !== '' && said !== null && missing.length > 0 && !has(part) ? (
        <Note
          title={t('case.share.refused')}
          icon="forbidden"
          action={<Button onPress={() => setAsking(true)}>{t('consent.record')}</Button>}
        >
          {t('case.share.refused_why')}
        </Note>
      ) : null}
    </FormDialog>
  )
}

interface WhatWasSaidProps {
  readonly said: ConsentsView
  readonly org: string
  readonly part: 'file' | 'identity'
}

const WhatWasSaid = ({ said, org, part }: WhatWasSaidProps) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const sentence = useSentence()
  return (
    <div>
      <h3>{t('case.share.consent')}</h3>
      <ul className={styles.said}>
        {view.file.people.map((person) => {
          const { holds, decision } = saidAbout(said, person.id, org, part)
          const consent = view.file.consents.find(({ id }) => id === decision)
          return (
            <li key={person.id}>
              <Icon name={holds ? 'check' : 'close'} size={16} />
              <span>
                {consent === undefined
                  ? t('case.share.not_asked', { who: nameOf(person.id) })
                  : t('consent.said', { who: nameOf(person.id), said: sentence(consent) })}
                {consent !== undefined && consent.given && !holds && consent.withdrawnOn === null ? (
                  <>
                    <br />
                    <span className={styles.quiet}>{t('consent.not_this_part')}</span>
                  </>
                ) : null}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
