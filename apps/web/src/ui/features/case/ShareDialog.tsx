import { useState } from 'react'
import type { OrgId } from '@pergola/protocol'
import { Button, FormDialog, Icon, Note, RadioGroup, Select, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { consentOf } from './consenting.ts'
import { useOtherOrganisations } from './queries.ts'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Which part goes to whom; what each person has said about it stands right there. */
export const ShareDialog = ({ org: start, onClose }: { readonly org: string | null; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const { view, open } = useSituation()
  const others = useOtherOrganisations()
  const command = useCommand('shareCase')
  const [org, setOrg] = useState(start ?? '')
  const [part, setPart] = useState('file')
  const has = (which: string) => view.shares.some((share) => share.org === org && share.part === which)
  const missing = view.file.people.filter((person) => !consentOf(view, person.id, org).holds)
  const name = others.find((one) => one.id === org)?.label ?? ''
  const allowed = org !== '' && missing.length === 0 && view.file.people.length > 0 && !has(part)
  const share = async () => {
    const answer = await command.run({ space: view.file.space, org: org as OrgId, part: part === 'identity' ? 'identity' : 'file' })
    if (!answer.ok) return
    say(t('case.share.done', { org: name }))
    onClose()
  }
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
        onChange={setPart}
        options={[
          { id: 'file', label: t('case.share.file'), description: t('case.share.file_why') },
          { id: 'identity', label: t('case.share.identity'), description: t('case.share.identity_why') },
        ]}
      />
      {org === '' ? null : <WhatWasSaid org={org} />}
      {org !== '' && has(part) ? <Note title={t('case.share.has_already', { org: name })} icon="check" /> : null}
      {org !== '' && missing.length > 0 && !has(part) ? (
        <Note
          title={t('case.share.refused')}
          icon="forbidden"
          action={
            <Button
              onPress={() =>
                open({ form: 'consent', consent: { person: missing[0]?.id ?? '', scope: 'share_named_org', org: org as OrgId } })
              }
            >
              {t('case.consent.add')}
            </Button>
          }
        >
          {t('case.share.refused_why')}
        </Note>
      ) : null}
    </FormDialog>
  )
}

const WhatWasSaid = ({ org }: { readonly org: string }) => {
  const t = useT()
  const format = useFormat()
  const { view, nameOf } = useSituation()
  return (
    <div>
      <h3>{t('case.share.consent')}</h3>
      <ul className={styles.said}>
        {view.file.people.map((person) => {
          const { holds, consent } = consentOf(view, person.id, org)
          return (
            <li key={person.id}>
              <Icon name={holds ? 'check' : 'close'} size={16} />
              <span>
                {consent === null
                  ? t('case.share.not_asked', { who: nameOf(person.id) })
                  : t('case.share.said', {
                      who: nameOf(person.id),
                      answer: holds ? 'yes' : consent.withdrawnOn === null ? 'no' : 'withdrawn',
                      on: format.day(consent.withdrawnOn ?? consent.on),
                    })}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
