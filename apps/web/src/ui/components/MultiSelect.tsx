import { useMemo, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useFormat, useT } from '../i18n/index.ts'
import { FieldErrorText, type FieldProps, useWiring } from './field.tsx'
import { Icon } from './Icon.tsx'
import type { Option } from './Select.tsx'
import { steady } from './steady.tsx'
import fieldStyles from './Field.module.css'
import styles from './MultiSelect.module.css'

export interface MultiSelectProps extends FieldProps<readonly string[]> {
  readonly options: readonly Option[]
}

/** Several of a list, found by typing. What is chosen is said in the closed field and can be taken out one by one. */
export const MultiSelect = steady('onChange', (props: MultiSelectProps) => {
  const { label, value, onChange, options, description, error, isRequired = false, isDisabled = false } = props
  const t = useT()
  const wiring = useWiring(props)
  const labels = useMemo(() => new Map(options.map((option) => [option.id, option.label])), [options])
  return (
    <div className={fieldStyles.field} role="group" aria-labelledby={`${wiring.id}-l`} aria-describedby={wiring.describedBy}>
      <span className={fieldStyles.label} id={`${wiring.id}-l`}>
        {label} {isRequired ? null : <span className={fieldStyles.optional}>{t('components.optional')}</span>}
      </span>
      {description ? (
        <span id={`${wiring.id}-d`} className={fieldStyles.description}>
          {description}
        </span>
      ) : null}
      <Chosen chosen={value} labels={labels} onRemove={(id) => onChange(value.filter((one) => one !== id))} />
      <DialogTrigger>
        <AriaButton
          id={wiring.id}
          className={styles.trigger ?? ''}
          isDisabled={isDisabled}
          aria-labelledby={`${wiring.id}-l ${wiring.id}-v`}
        >
          <span id={`${wiring.id}-v`}>{t('components.choose', { count: value.length })}</span>
          <Icon name="down" size={16} />
        </AriaButton>
        <Popover className={styles.popover ?? ''} placement="bottom start" aria-label={label}>
          <Choices label={label} options={options} chosen={value} onChange={onChange} />
        </Popover>
      </DialogTrigger>
      {error ? <FieldErrorText id={`${wiring.id}-e`}>{error}</FieldErrorText> : null}
    </div>
  )
})

interface ChosenProps {
  readonly chosen: readonly string[]
  readonly labels: ReadonlyMap<string, string>
  readonly onRemove: (id: string) => void
}

const Chosen = ({ chosen, labels, onRemove }: ChosenProps) => {
  const t = useT()
  if (chosen.length === 0) return null
  return (
    <ul className={styles.chosen}>
      {chosen.map((id) => (
        <li key={id}>
          <span>{labels.get(id) ?? id}</span>
          <AriaButton aria-label={t('components.remove', { what: labels.get(id) ?? id })} onPress={() => onRemove(id)}>
            <Icon name="close" size={16} />
          </AriaButton>
        </li>
      ))}
    </ul>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLocaleLowerCase()

const Choices = ({ label, options, chosen, onChange }: ChoicesProps) => {
  const t = useT()
  const { compare } = useFormat()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const sorted = useMemo(() => [...options].sort((a, b) => compare(a.label, b.label)), [options, compare])
  const found = useMemo(() => sorted.filter((option) => folded(option.label).includes(folded(text.trim()))), [sorted, text])
  return (
    <>
      <div className={styles.filter}>
        <input
          className={fieldStyles.input}
          type="text"
          inputMode="search"
          autoFocus
          dir="auto"
          autoComplete="off"
          aria-label={t('components.filter')}
          placeholder={t('components.filter')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => (event.key === 'ArrowDown' ? list.current?.focus() : undefined)}
        />
      </div>
      <ListBox
        ref={list}
        aria-label={label}
        className={styles.list ?? ''}
        items={found}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChange(keys === 'all' ? options.map((option) => option.id) : [...keys].map(String))}
        renderEmptyState={() => <p className={styles.none}>{t('components.nothingFound')}</p>}
      >
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.label} className={styles.option ?? ''}>
            <span className={fieldStyles.box}>
              <Icon name="check" size={16} />
            </span>
            <span>{option.label}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </>
  )
}
