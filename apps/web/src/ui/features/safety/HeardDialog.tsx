import { useState } from 'react'
import type { WatchView } from '../../../contract.ts'
import { FormDialog, RadioGroup, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

/** An officer heard from them: it counts from now. While there is an alarm, what was heard has to be written down. */
export const HeardDialog = ({ watch, onClose }: { readonly watch: WatchView; readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const command = useCommand('recordCheckIn')
  const [says, setSays] = useState<string>('well')
  const [text, setText] = useState('')
  const save = async () => {
    const said = says === 'help' ? 'help' : 'well'
    if ((await command.run({ space: view.file.space, schedule: watch.schedule.id, says: said, text: text.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('safety.heard')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={watch.alarm === null || text.trim() !== ''}
    >
      <RadioGroup
        label={t('safety.heard.what')}
        value={says}
        onChange={setSays}
        options={(['well', 'help'] as const).map((id) => ({ id, label: t(`vocab.check_in_says.${id}`) }))}
      />
      <TextField
        label={t('safety.heard.text')}
        description={t(watch.alarm === null ? 'safety.heard.text_why' : 'safety.heard.ends_alarm')}
        value={text}
        onChange={setText}
        multiline
        maxLength={20_000}
        isRequired={watch.alarm !== null}
      />
    </FormDialog>
  )
}
