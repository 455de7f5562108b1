import { type KeyboardEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { Dialog } from '../components/Dialog.tsx'
import { Icon, type IconName } from '../components/Icon.tsx'
import { useSteadyQuery } from '../data/index.ts'
import { useSpeech, useT } from '../i18n/index.ts'
import { type Theme, keepTheme, readTheme } from '../theme.ts'
import { HIT_ICONS, placeOf } from './hits.ts'
import { PLACES } from './places.ts'
import styles from './Palette.module.css'

interface PaletteProps {
  readonly onClose: () => void
  readonly onLock: () => void
  readonly onExit: () => void
  readonly onHelp: () => void
}

interface Entry {
  readonly id: string
  readonly icon: IconName
  readonly title: string
  readonly hint: string
  readonly run: () => void
}

/** Everything by its name: places, commands, and whatever can be searched. */
export const Palette = (props: PaletteProps) => {
  const t = useT()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const entries = useEntries(text.trim(), props)
  const press = (entry: Entry | undefined) => {
    if (entry === undefined) return
    props.onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, entries.length))
    else if (event.key === 'ArrowUp') setActive((active + entries.length - 1) % Math.max(1, entries.length))
    else if (event.key === 'Enter') press(entries[active])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={t('frame.palette')} isOpen onClose={props.onClose}>
      <input
        className={styles.input}
        type="text"
        role="combobox"
        autoFocus
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('frame.paletteLabel')}
        placeholder={t('frame.paletteHint')}
        aria-expanded
        aria-controls="palette-entries"
        aria-activedescendant={entries.length > 0 ? `entry-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-entries" role="listbox" aria-label={t('frame.results')} className={styles.list}>
        {entries.map((entry, index) => (
          <li
            key={entry.id}
            id={`entry-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerEnter={() => setActive(index)}
            onClick={() => press(entry)}
          >
            <Icon name={entry.icon} />
            <bdi>{entry.title}</bdi>
            <span dir="auto">{entry.hint}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

const nextTheme = (): Theme =>
  readTheme() === 'dark' || (readTheme() === 'device' && matchMedia('(prefers-color-scheme: dark)').matches) ? 'light' : 'dark'

const useEntries = (text: string, { onLock, onExit, onHelp }: PaletteProps): readonly Entry[] => {
  const t = useT()
  const { language, setLanguage } = useSpeech()
  const [, go] = useLocation()
  const found = useSteadyQuery('search', { text })
  const commands: readonly Entry[] = [
    ...PLACES.map((place): Entry => ({
      id: place.id,
      icon: place.icon,
      title: t(`frame.${place.id}`),
      hint: `g ${place.key}`,
      run: () => go(place.to),
    })),
    { id: 'settings', icon: 'settings', title: t('frame.settings'), hint: '', run: () => go('/settings') },
    { id: 'theme', icon: 'settings', title: t(`frame.theme.${nextTheme()}`), hint: '', run: () => keepTheme(nextTheme()) },
    {
      id: 'language',
      icon: 'settings',
      title: t('frame.otherLanguage'),
      hint: '',
      run: () => setLanguage(language === 'en' ? 'ar' : 'en'),
    },
    { id: 'keys', icon: 'command', title: t('frame.keys'), hint: '?', run: onHelp },
    { id: 'lock', icon: 'lock', title: t('frame.lockLabel'), hint: 'Ctrl L', run: onLock },
    { id: 'exit', icon: 'exit', title: t('frame.exitLabel'), hint: 'Esc Esc Esc', run: onExit },
  ]
  const wanted = text.toLocaleLowerCase()
  const hits = text === '' ? [] : (found.value ?? [])
  return [
    ...commands.filter((entry) => entry.title.toLocaleLowerCase().includes(wanted)),
    ...hits.map((hit): Entry => ({
      id: hit.kind + hit.id,
      icon: HIT_ICONS[hit.kind],
      title: hit.title,
      hint: t(`frame.hit.${hit.kind}`),
      run: () => go(placeOf(hit)),
    })),
  ]
}
