import { type KeyboardEvent, useDeferredValue, useState } from 'react'
import { useLocation } from 'wouter'
import { Icon } from '../components/Icon.tsx'
import { useSteadyQuery } from '../data/index.ts'
import { useT } from '../i18n/index.ts'
import { HIT_ICONS, placeOf } from './hits.ts'
import styles from './SearchBox.module.css'

/** Results while typing, over everything this member may read. Arrow keys choose, Enter opens, Esc clears. */
export const SearchBox = () => {
  const t = useT()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const asked = useDeferredValue(text.trim())
  const answer = useSteadyQuery('search', { text: asked })
  const hits = asked === '' ? [] : (answer.value ?? [])
  const shown = isOpen && asked !== ''
  const open = (index: number) => {
    const hit = hits[index]
    if (hit === undefined) return
    go(placeOf(hit))
    setText('')
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(hits.length - 1, active + 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1))
    else if (event.key === 'Enter') open(active)
    else if (event.key === 'Escape') setText('')
    else return
    event.preventDefault()
  }
  return (
    <div
      className={styles.search}
      role="search"
      onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : setOpen(false))}
    >
      <Icon name="search" size={16} />
      <input
        id="search"
        type="text"
        inputMode="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        placeholder={t('frame.searchShort')}
        aria-label={t('frame.search')}
        aria-keyshortcuts="/"
        aria-expanded={shown}
        aria-controls="hits"
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `hit-${active}` : undefined}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <div className={styles.results} hidden={!shown}>
        <ul id="hits" role="listbox" aria-label={t('frame.results')}>
          {hits.map((hit, index) => (
            <li
              key={`${hit.kind}${hit.id}`}
              id={`hit-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerEnter={() => setActive(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => open(index)}
            >
              <Icon name={HIT_ICONS[hit.kind]} />
              <span className={styles.hit}>
                <bdi>{hit.title}</bdi>
                <bdi className={styles.snippet}>{hit.snippet}</bdi>
              </span>
              <span className={styles.kind}>{t(`frame.hit.${hit.kind}`)}</span>
            </li>
          ))}
        </ul>
        {hits.length === 0 && shown ? (
          <p className={styles.none} role="status">
            {t(answer.state === 'loading' ? 'components.loading' : 'frame.noHits', { text: asked })}
          </p>
        ) : null}
      </div>
    </div>
  )
}
