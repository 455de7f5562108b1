import { useState } from 'react'
import type { AlertTurn, AlertView } from '../../../contract.ts'
import {
  Button,
  Empty,
  ErrorNote,
  Facts,
  Link,
  Loading,
  Name,
  Note,
  Page,
  Select,
  StateMark,
  TextField,
  Time,
  useToast,
} from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { shownName } from '../case/fileName.ts'
import { OpenedFile } from '../case/OpenedFile.tsx'
import { DeclineAlertDialog } from './DeclineAlertDialog.tsx'
import { ToCaseDialog } from './ToCaseDialog.tsx'
import styles from './alerts.module.css'

export const AlertPage = ({ id }: { readonly id: string }) => {
  const t = useT()
  const alert = useQuery('alert', { id })
  const crumb = { to: '/alerts', label: t('alerts.title') }
  if (alert.value !== null) return <AlertScreen alert={alert.value} />
  return (
    <Page title={t('alerts.one')} breadcrumb={crumb}>
      {alert.state === 'loading' ? <Loading /> : null}
      {alert.problem?.type === 'not_found' ? (
        <Empty title={t('alerts.not_found')} text={t('alerts.not_found_why')} action={<Link to="/alerts">{t('alerts.title')}</Link>} />
      ) : (
        <ErrorNote problem={alert.problem} />
      )}
    </Page>
  )
}

const AlertScreen = ({ alert }: { readonly alert: AlertView }) => {
  const t = useT()
  const format = useFormat()
  const [dialog, setDialog] = useState<'case' | 'decline' | null>(null)
  const open = alert.state === 'new' || alert.state === 'answered'
  return (
    <Page
      title={t('alerts.of', { at: format.instant(alert.at) })}
      breadcrumb={{ to: '/alerts', label: t('alerts.title') }}
      actions={
        open ? (
          <>
            <Button onPress={() => setDialog('decline')}>{t('alerts.decline')}</Button>
            <Button kind="primary" onPress={() => setDialog('case')}>
              {t('alerts.to_case')}
            </Button>
          </>
        ) : null
      }
    >
      <div className={styles.mail}>
        <div className={styles.conversation}>
          <ol className={styles.turns} aria-label={t('alerts.conversation')}>
            {alert.turns.map((turn) => (
              <li key={turn.id}>
                <Turn alert={alert.id} turn={turn} />
              </li>
            ))}
          </ol>
          {alert.state === 'declined' ? <Note icon="close" title={t('alerts.declined_note')} /> : <Reply alert={alert} />}
        </div>
        <AboutAlert alert={alert} />
      </div>
      {dialog === 'case' ? <ToCaseDialog alert={alert} onClose={() => setDialog(null)} /> : null}
      {dialog === 'decline' ? <DeclineAlertDialog id={alert.id} onClose={() => setDialog(null)} /> : null}
    </Page>
  )
}

const Turn = ({ alert, turn }: { readonly alert: string; readonly turn: AlertTurn }) => {
  const t = useT()
  const format = useFormat()
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <article className={turn.from === 'us' ? styles.ours : styles.theirs}>
      <header>
        <strong>{turn.from === 'us' ? <Name text={turn.by} /> : t('alerts.sender')}</strong>{' '}
        <span className={styles.quiet}>
          <Time value={turn.at} /> {turn.pending ? <StateMark state="pending" /> : null}
        </span>
      </header>
      {turn.checkIn === null ? null : <p>{t(`alerts.check_in.${turn.checkIn}`)}</p>}
      <p className={styles.text} dir="auto">
        {turn.text}
      </p>
      {turn.files.length === 0 ? null : (
        <ul className={styles.attached}>
          {turn.files.map((file) => (
            <li key={file.id}>
              <Button icon="file" onPress={() => setOpened(file.id)}>
                <Name text={shownName(file.name)} /> <span className={styles.quiet}>{format.bytes(file.bytes)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {opened === null ? null : <OpenedFile where={{ alert }} id={opened} onClose={() => setOpened(null)} />}
    </article>
  )
}

const Reply = ({ alert }: { readonly alert: AlertView }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('replyToAlert')
  const [text, setText] = useState('')
  const send = async () => {
    if (!(await command.run({ id: alert.id, text: text.trim() })).ok) return
    setText('')
    say(t('alerts.replied'))
  }
  return (
    <div className={styles.reply}>
      <TextField
        label={t('alerts.reply')}
        description={t('alerts.reply_why')}
        value={text}
        onChange={setText}
        multiline
        isRequired
        maxLength={20_000}
      />
      <ErrorNote problem={command.problem} />
      <div>
        <Button kind="primary" onPress={() => void send()} isBusy={command.busy} isDisabled={text.trim() === ''}>
          {t('alerts.reply_do')}
        </Button>
      </div>
    </div>
  )
}

const AboutAlert = ({ alert }: { readonly alert: AlertView }) => {
  const t = useT()
  const format = useFormat()
  const network = useQuery('network', {})
  const command = useCommand('assignAlert')
  const members = network.value?.members ?? []
  const assign = (id: string) => void command.run({ id: alert.id, person: members.find((one) => one.person === id)?.person ?? null })
  return (
    <aside className={styles.about} aria-label={t('alerts.about')}>
      <Select
        label={t('alerts.assigned')}
        value={alert.assignedTo ?? ''}
        onChange={assign}
        options={members.map((one) => ({ id: one.person, label: one.name }))}
        placeholder={t('components.nobody')}
        isDisabled={command.busy}
        isRequired
      />
      <ErrorNote problem={command.problem} />
      <Facts
        items={[
          { label: t('alerts.state'), value: t(`vocab.alert_state.${alert.state}`) },
          { label: t('alerts.language'), value: alert.language === '' ? t('alerts.unknown') : format.language(alert.language) },
          { label: t('alerts.reached'), value: <Name text={alert.canBeReached === '' ? t('alerts.reached_here') : alert.canBeReached} /> },
        ]}
      />
      {alert.caseSpace === null ? null : (
        <Link kind="quiet" icon="cases" to={`/cases/${alert.caseSpace}`}>
          {t('alerts.open_case')}
        </Link>
      )}
    </aside>
  )
}
