import type { ImportSettings, MappingTarget, OpenedImport } from '../../../contract.ts'
import { Name, Note, Section, Select } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FACTS } from '../directory/codes.ts'
import styles from './exchange.module.css'

/** In the order in which an entry is read: who, what, how to reach, where, how many, then what is stated. */
const ENTRY: readonly MappingTarget[] = [
  'statement',
  'ignore',
  'id',
  'provider',
  'provider_other',
  'provider_kind',
  'provider_about',
  'website',
  'email',
  'name',
  'programme',
  'about',
  'covers',
  'contact_name',
  'contact_role',
  'contact_email',
  'contact_phone',
  'place_country',
  'place_region',
  'place_city',
  'place_address',
  'free',
  'free_unit',
  'free_updated',
  'source',
  'checked_on',
  'review_on',
]

interface ColumnsProps {
  readonly opened: OpenedImport
  readonly onChange: (change: Partial<ImportSettings>) => void
}

/** What each column says: guessed, with the first values beside it, and corrected by whoever knows the list. */
export const Columns = ({ opened, onChange }: ColumnsProps) => {
  const t = useT()
  const { sheets, settings, remembered } = opened
  const sheet = sheets.find(({ name }) => name === settings.sheet) ?? sheets[0]
  const options = [
    ...ENTRY.map((id) => ({ id, label: t(`exchange.target.${id}`) })),
    ...FACTS.map((id) => ({ id, label: t('exchange.target_fact', { fact: t(`vocab.fact.${id}`) }) })),
  ]
  if (sheet === undefined) return null
  return (
    <Section title={t('exchange.columns')}>
      {sheets.length > 1 ? (
        <Select
          isRequired
          label={t('exchange.sheet')}
          value={sheet.name}
          onChange={(name) => onChange({ sheet: name })}
          options={sheets.map(({ name, rows }) => ({ id: name, label: t('exchange.sheet_rows', { name, count: rows }) }))}
        />
      ) : null}
      <p>{t('exchange.columns_why')}</p>
      {remembered ? <Note title={t('exchange.remembered')} /> : null}
      <ul className={styles.columns}>
        {sheet.columns.map((column, at) =>
          column === '' ? null : (
            <li key={column}>
              <Select
                isRequired
                label={column}
                value={settings.mapping[column] ?? 'ignore'}
                onChange={(target) =>
                  onChange({ mapping: { ...settings.mapping, [column]: [...ENTRY, ...FACTS].find((one) => one === target) ?? 'ignore' } })
                }
                options={options}
              />
              <p className={styles.first}>
                {sheet.first
                  .map((row) => row[at] ?? '')
                  .filter((cell) => cell !== '')
                  .slice(0, 3)
                  .map((cell, which) => (
                    <span key={which}>
                      <Name text={cell} />
                    </span>
                  ))}
              </p>
            </li>
          ),
        )}
      </ul>
    </Section>
  )
}
