import type { Choice, EntryChoice, FieldChange, ImportEntryRow } from '../../../contract.ts'
import { Button, Dialog, ErrorNote, Loading, RadioGroup, Select } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { shownValue } from './shownValue.ts'
import styles from './exchange.module.css'

interface EntryChoicesProps {
  readonly id: string
  readonly row: ImportEntryRow
  readonly onClose: () => void
}

const NEW = 'new'
const LEAVE = 'leave'

/** One entry: whether it is somebody who is here already, and of each field what stays and what comes. */
export const EntryChoices = ({ id, row, onClose }: EntryChoicesProps) => {
  const t = useT()
  const { run, busy, problem } = useCommand('chooseImport')
  const { kind, key, candidates, changes, outcome } = row
  const choose = (choice: EntryChoice) => void run({ id, kind, key, choice: { ...row.choice, ...choice } })
  const mergeable = candidates.filter(({ why }) => why !== 'member')
  const where = outcome === 'left' ? LEAVE : mergeable.some(({ id: record }) => record === row.into) ? row.into : NEW
  return (
    <Dialog
      title={row.name}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('components.close')}
        </Button>
      }
    >
      <div className={styles.form}>
        <ErrorNote problem={problem} />
        {busy ? <Loading what={t('exchange.reading')} /> : null}
        <Select
          isRequired
          label={t('exchange.becomes')}
          value={where}
          onChange={(next) => choose(next === LEAVE ? { leave: true } : { leave: false, into: next === NEW ? null : next })}
          options={[
            ...mergeable.map(({ id: record, name, why }) => ({
              id: record,
              label: t('exchange.merge_with', { name, why: t(`exchange.why.${why}`) }),
            })),
            { id: NEW, label: t(outcome === 'added' || mergeable.length > 0 ? 'exchange.as_new' : 'exchange.as_known') },
            { id: LEAVE, label: t('exchange.leave') },
          ]}
        />
        {changes.length === 0 ? <p>{t(`exchange.no_changes.${outcome === 'added' ? 'added' : 'other'}`)}</p> : null}
        {changes.map((change) => (
          <Field
            key={change.field}
            change={change}
            chosen={row.choice?.fields?.[change.field] ?? change.choice}
            onChoose={(choice) => choose({ fields: { ...row.choice?.fields, [change.field]: choice } })}
          />
        ))}
      </div>
    </Dialog>
  )
}

interface FieldProps {
  readonly change: FieldChange
  readonly chosen: Choice
  readonly onChoose: (choice: Choice) => void
}

const isMany = (value: unknown): boolean => typeof value === 'object' && value !== null

const Field = ({ change, chosen, onChoose }: FieldProps) => {
  const t = useT()
  const { field, before, after, why } = change
  const choices: readonly Choice[] = isMany(after) ? ['keep', 'take', 'both'] : ['keep', 'take']
  return (
    <section className={styles.field}>
      <h3>{t(`exchange.field.${field}`)}</h3>
      <p className={styles.like}>{t(`exchange.differs.${why}`)}</p>
      <div className={styles.versions}>
        <Version label={t('exchange.here')} value={before} />
        <Version label={t('exchange.comes')} value={after} />
      </div>
      <RadioGroup
        label={t('exchange.choice')}
        value={chosen}
        onChange={(choice) => onChoose(choices.find((one) => one === choice) ?? 'keep')}
        options={choices.map((choice) => ({ id: choice, label: t(`exchange.choice.${choice}`) }))}
      />
    </section>
  )
}

const Version = ({ label, value }: { readonly label: string; readonly value: FieldChange['before'] }) => {
  const t = useT()
  const lines = shownValue(value)
  return (
    <div>
      <h4>{label}</h4>
      {lines.length === 0 ? <p className={styles.like}>{t('exchange.nothing')}</p> : null}
      {lines.map((line, at) => (
        <p key={at} dir="auto">
          {line}
        </p>
      ))}
    </div>
  )
}
