import { useState } from 'react'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { MedicalView } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, FormDialog, Name, Section, Select, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useOtherOrganisations } from '../case/queries.ts'
import styles from './household.module.css'

/** Who treats: they read and write this part, and nothing else of the case by it. */
export const MedicalSharing = ({ medical, space }: { readonly medical: MedicalView; readonly space: SpaceId }) => {
  const t = useT()
  const format = useFormat()
  const revoke = useCommand('revokeMedical')
  const [isSharing, setSharing] = useState(false)
  return (
    <Section
      title={t('household.who_treats')}
      actions={medical.canWrite ? <Button onPress={() => setSharing(true)}>{t('household.share_medical')}</Button> : null}
    >
      {medical.readers.length === 0 ? <p className={styles.quiet}>{t('household.only_us')}</p> : null}
      <ul className={styles.rows}>
        {medical.readers.map(({ org, name, since }) => (
          <li key={org}>
            <span>
              <Name text={name} />{' '}
              {since === 0 ? null : <span className={styles.quiet}>{t('household.reads_since', { since: format.instant(since) })}</span>}
            </span>
            <ConfirmButton
              label={t('household.take_back')}
              question={t('household.take_back_question', { org: name })}
              confirmLabel={t('household.take_back')}
              onConfirm={() => void revoke.run({ space, org })}
            />
          </li>
        ))}
      </ul>
      <ErrorNote problem={revoke.problem} />
      {isSharing ? <ShareDialog space={space} onClose={() => setSharing(false)} /> : null}
    </Section>
  )
}

const ShareDialog = ({ space, onClose }: { readonly space: SpaceId; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const others = useOtherOrganisations()
  const command = useCommand('shareMedical')
  const [org, setOrg] = useState('')
  const save = async () => {
    if (!(await command.run({ space, org: org as OrgId })).ok) return
    say(t('household.medical_shared'))
    onClose()
  }
  return (
    <FormDialog
      title={t('household.share_medical')}
      submitLabel={t('household.share_medical')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={org !== ''}
    >
      <p>{t('household.share_medical_why')}</p>
      <Select label={t('household.to_whom')} value={org} onChange={setOrg} options={others} placeholder={t('case.choose')} isRequired />
    </FormDialog>
  )
}
