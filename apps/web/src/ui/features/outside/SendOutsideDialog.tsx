import { useMemo, useState } from 'react'
import type { OutsidePart } from '@pergola/core/outside'
import type { OutsideAsk, OutsideDraft } from '../../../contract.ts'
import { Checkbox, Copyable, Dialog, ErrorNote, FormDialog, Loading, NumberField, Note, Select, TextField } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useSpeech, useT, useVocab, useVocabOptions } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { CARE_KINDS } from '../household/codes.ts'
import { Preview } from './Preview.tsx'
import { WhichFiles, WhichNotes } from './Which.tsx'
import { canSendFiles } from './attaching.ts'
import styles from './outside.module.css'

const SCOPES = ['referral', 'share_named_org', 'contact_family', 'diplomatic', 'media'] as const
const PARTS: readonly OutsidePart[] = ['summary', 'needs', 'people', 'risk', 'identity', 'medical', 'notes', 'files']
const URGENCIES = ['hours', 'days', 'weeks', 'months'] as const
const LEVELS = ['very_low', 'low', 'medium', 'high', 'very_high'] as const
const MOST_DAYS = 14

/** Words for every code that may stand in the file: the page that opens it has no vocabulary of its own. */
const useLabels = (): Readonly<Record<string, string>> => {
  const vocab = useVocab()
  const { view } = useSituation()
  const kinds = view.file.needs.map(({ kind }) => kind)
  return Object.fromEntries([
    ...kinds.map((code) => [code, vocab('support_type', code)] as const),
    ...URGENCIES.map((code) => [code, vocab('urgency', code)] as const),
    ...LEVELS.map((code) => [code, vocab('risk_level', code)] as const),
    // A need and an illness may have the same code.
    ...CARE_KINDS.map((code) => [`care.${code}`, vocab('care_kind', code)] as const),
  ])
}

type Composed = Omit<OutsideAsk, 'labels' | 'language'>

const START: Composed = { recipient: '', scope: 'referral', parts: ['summary', 'needs'], notes: [], files: [], words: '', days: 7 }

/** To whom, on which ground, which parts, with which words; and below, exactly what the reader will see. */
export const SendOutsideDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const { view } = useSituation()
  const { language } = useSpeech()
  const labels = useLabels()
  const command = useCommand('sendOutside')
  const [ask, setAsk] = useState(START)
  const [link, setLink] = useState('')
  const { words, ...asked } = ask
  const key = JSON.stringify({ ...asked, labels, language })
  const args = useMemo(
    () => ({ space: view.file.space, words: '', ...(JSON.parse(key) as Omit<OutsideAsk, 'words'>) }),
    [view.file.space, key],
  )
  const draft = useQuery('draftOutside', args)
  if (link !== '') return <LinkDialog link={link} recipient={ask.recipient} days={ask.days} onClose={onClose} />
  const send = async () => {
    const sent = await command.run({ ...args, recipient: ask.recipient.trim(), words: words.trim() })
    if (sent.ok) setLink(sent.value.link)
  }
  const change = (more: Partial<Composed>) => setAsk((now) => ({ ...now, ...more }))
  const ready =
    ask.recipient.trim() !== '' && ask.parts.length > 0 && ask.days >= 1 && ask.days <= MOST_DAYS && canSendFiles(ask, view.file)
  return (
    <FormDialog
      title={t('outside.send')}
      submitLabel={t('outside.seal')}
      onSubmit={() => void send()}
      onClose={onClose}
      command={command}
      isComplete={ready && draft.value?.allowed === true}
      size="wide"
    >
      <Fields ask={ask} onChange={change} />
      {draft.state === 'loading' ? <Loading /> : <ErrorNote problem={draft.problem} />}
      {draft.value === null ? null : (
        <>
          <Allowed draft={draft.value} named={ask.recipient.trim() !== ''} />
          <section className={styles.preview} aria-label={t('outside.seen_as')}>
            <h3>{t('outside.seen_as')}</h3>
            <Preview content={{ ...draft.value.content, words: words.trim() }} />
          </section>
        </>
      )}
    </FormDialog>
  )
}

const Fields = ({ ask, onChange }: { readonly ask: Composed; readonly onChange: (more: Partial<Composed>) => void }) => {
  const t = useT()
  const vocab = useVocab()
  const scopes = useVocabOptions('consent_scope', SCOPES)
  return (
    <>
      <TextField
        label={t('outside.recipient')}
        description={t('outside.recipient_why')}
        value={ask.recipient}
        onChange={(recipient) => onChange({ recipient })}
        maxLength={200}
        isRequired
      />
      <Select
        label={t('outside.scope')}
        value={ask.scope}
        onChange={(id) => onChange({ scope: SCOPES.find((one) => one === id) ?? 'referral' })}
        options={scopes}
        isRequired
      />
      <fieldset className={styles.parts}>
        <legend>{t('outside.parts')}</legend>
        {PARTS.map((part) => (
          <Checkbox
            key={part}
            label={vocab('consent_part', part)}
            value={ask.parts.includes(part)}
            onChange={(on) => onChange({ parts: PARTS.filter((one) => (one === part ? on : ask.parts.includes(one))) })}
          />
        ))}
      </fieldset>
      {ask.parts.includes('notes') ? <WhichNotes chosen={ask.notes ?? []} onChange={(notes) => onChange({ notes })} /> : null}
      {ask.parts.includes('files') ? <WhichFiles chosen={ask.files ?? []} onChange={(files) => onChange({ files })} /> : null}
      <TextField label={t('outside.words')} value={ask.words} onChange={(words) => onChange({ words })} multiline maxLength={10_000} />
      <NumberField
        label={t('outside.days')}
        description={t('outside.days_why')}
        value={ask.days}
        min={1}
        max={MOST_DAYS}
        onChange={(days) => onChange({ days: days ?? 0 })}
        isRequired
      />
    </>
  )
}

const Allowed = ({ draft, named }: { readonly draft: OutsideDraft; readonly named: boolean }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  if (draft.allowed) return <Note icon="check" title={t('outside.allowed')} />
  if (!named) return null
  return (
    <Note kind="danger" title={t('outside.not_allowed')}>
      {t('outside.missing', {
        who: format.list(draft.missing),
        parts: format.list(draft.missingParts.map((part) => vocab('consent_part', part))),
      })}
    </Note>
  )
}

interface LinkProps {
  readonly link: string
  readonly recipient: string
  readonly days: number
  readonly onClose: () => void
}

/** The one moment in which the link is known here. */
const LinkDialog = ({ link, recipient, days, onClose }: LinkProps) => {
  const t = useT()
  return (
    <Dialog title={t('outside.link_title')} isOpen onClose={onClose}>
      <p>{t('outside.link_why', { who: recipient, days })}</p>
      <Copyable text={link} label={t('outside.link')} />
      <Note title={t('outside.link_once')}>{t('outside.link_care')}</Note>
    </Dialog>
  )
}
