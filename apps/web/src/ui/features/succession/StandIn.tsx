import { useState } from 'react'
import { Button, FormDialog, Note, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

/** For whoever came in with the words of two trusted organisations: the first thing to do. */
export const StandIn = ({ others }: { readonly others: number }) => {
  const t = useT()
  const [isStopping, setStopping] = useState(false)
  return (
    <Note kind="danger" title={t('succession.stand_in')}>
      <p>{t('succession.stand_in_why', { others })}</p>
      <Button kind="danger" onPress={() => setStopping(true)}>
        {t('succession.stop')}
      </Button>
      {isStopping ? <StopDialog onClose={() => setStopping(false)} /> : null}
    </Note>
  )
}

const StopDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('stopOthers')
  const [name, setName] = useState('')
  const [why, setWhy] = useState('')
  const save = async () => {
    if (!(await command.run({ name, why })).ok) return
    say(t('succession.stopped'))
    onClose()
  }
  return (
    <FormDialog
      title={t('succession.stop')}
      submitLabel={t('succession.stop')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={name.trim() !== '' && why.trim() !== ''}
    >
      <TextField label={t('succession.your_name')} description={t('succession.your_name_why')} value={name} onChange={setName} isRequired />
      <TextField label={t('succession.why')} description={t('succession.stop_why')} value={why} onChange={setWhy} multiline isRequired />
    </FormDialog>
  )
}
