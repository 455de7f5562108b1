import { useState } from 'react'
import type { MovingView } from '../../../contract.ts'
import { FormDialog, Note, Select } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

const NOBODY = ''

/** The whole case to an organisation that has file and identity part. */
export const OfferDialog = ({ moving, onClose }: { readonly moving: MovingView; readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const command = useCommand('offerCase')
  const [org, setOrg] = useState<string>(moving.offered?.org ?? moving.couldTake[0]?.org ?? NOBODY)
  const save = async () => {
    const chosen = moving.couldTake.find((one) => one.org === org)?.org ?? null
    if ((await command.run({ space: view.file.space, org: chosen })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('moving.offer')}
      submitLabel={t('moving.offer_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={moving.couldTake.length > 0}
    >
      <p>{t('moving.offer_why')}</p>
      {moving.couldTake.length === 0 ? (
        <Note title={t('moving.nobody_can')}>{t('moving.nobody_can_why')}</Note>
      ) : (
        <Select
          label={t('moving.to_whom')}
          value={org}
          onChange={setOrg}
          options={[...moving.couldTake.map((one) => ({ id: one.org, label: one.name })), { id: NOBODY, label: t('moving.to_nobody') }]}
        />
      )}
    </FormDialog>
  )
}
