import { useState } from 'react'
import type { NetworkView } from '../../../contract.ts'
import {
  Button,
  ConfirmButton,
  Copyable,
  ErrorNote,
  Facts,
  MultiSelect,
  StateMark,
  TextField,
  Time,
  useToast,
} from '../../components/index.ts'
import { useCommand, useMay, useMember } from '../../data/index.ts'
import { useLanguageOptions, useSpeech, useT } from '../../i18n/index.ts'
import styles from './Network.module.css'

/** The public page through which people without an account write to this organisation. */
export const Intake = ({ intake }: { readonly intake: NetworkView['intake'] }) => {
  const t = useT()
  const member = useMember()
  const isSteward = useMay('steward')
  const isOpen = intake?.open === true
  return (
    <div className={styles.stack}>
      <p className={styles.measure}>{t('network.intake.what', { org: member?.orgName ?? '' })}</p>
      {isOpen ? <Opened intake={intake} isSteward={isSteward} /> : null}
      {!isOpen && isSteward ? <OpenForm /> : null}
      {!isOpen && !isSteward ? (
        <p>
          <StateMark state="not_permitted" /> {t('network.intake.stewardsOnly')}
        </p>
      ) : null}
    </div>
  )
}

const Opened = ({ intake, isSteward }: { readonly intake: NonNullable<NetworkView['intake']>; readonly isSteward: boolean }) => {
  const t = useT()
  const close = useCommand('closeIntake')
  return (
    <>
      <div className={styles.measure}>
        <Copyable text={intake.link} label={t('network.intake.link')} />
        <p className={styles.soft}>{t('network.intake.spread')}</p>
      </div>
      <Facts
        items={[
          { label: t('network.intake.intro'), value: <span dir="auto">{intake.intro === '' ? t('network.notSaid') : intake.intro}</span> },
          { label: t('network.intake.until'), value: <Time value={intake.expires} /> },
        ]}
      />
      <ErrorNote problem={close.problem} />
      {isSteward ? (
        <div>
          <ConfirmButton
            label={t('network.intake.close')}
            question={t('network.intake.close.question')}
            confirmLabel={t('network.intake.close')}
            onConfirm={() => void close.run({})}
          />
        </div>
      ) : null}
    </>
  )
}

const OpenForm = () => {
  const t = useT()
  const say = useToast()
  const open = useCommand('openIntake')
  const { language } = useSpeech()
  const options = useLanguageOptions()
  const [intro, setIntro] = useState('')
  const [languages, setLanguages] = useState<readonly string[]>([language])
  const submit = async () => {
    const answer = await open.run({ intro: intro.trim(), languages })
    if (answer.ok) say(t('network.intake.opened'))
  }
  return (
    <div className={styles.form}>
      <TextField
        label={t('network.intake.intro')}
        description={t('network.intake.intro.why')}
        value={intro}
        onChange={setIntro}
        multiline
        maxLength={2000}
      />
      <MultiSelect label={t('network.intake.languages')} value={languages} onChange={setLanguages} options={options} isRequired />
      <ErrorNote problem={open.problem} />
      <div>
        <Button kind="primary" isBusy={open.busy} onPress={() => void submit()}>
          {t('network.intake.open')}
        </Button>
      </div>
    </div>
  )
}
