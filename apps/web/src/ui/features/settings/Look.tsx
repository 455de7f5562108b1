import { useState } from 'react'
import { RadioGroup, Section } from '../../components/index.ts'
import { useSpeech, useT } from '../../i18n/index.ts'
import { LANGUAGES, isLanguage } from '../../i18n/locale.ts'
import { THEMES, type Theme, keepTheme, readTheme } from '../../theme.ts'
import styles from './Settings.module.css'

/** Each language is named in itself, so that one can always find the way back. */
export const Look = () => {
  const t = useT()
  const { language, setLanguage } = useSpeech()
  const [theme, setTheme] = useState<Theme>(readTheme)
  const chooseTheme = (id: string) => {
    const chosen = THEMES.find((one) => one === id) ?? 'device'
    keepTheme(chosen)
    setTheme(chosen)
  }
  return (
    <Section title={t('settings.look')}>
      <div className={styles.pair}>
        <RadioGroup
          label={t('settings.language')}
          value={language}
          onChange={(id) => (isLanguage(id) ? setLanguage(id) : undefined)}
          options={LANGUAGES.map((id) => ({ id, label: t(`settings.language.${id}`) }))}
        />
        <RadioGroup
          label={t('settings.theme')}
          value={theme}
          onChange={chooseTheme}
          options={THEMES.map((id) => ({ id, label: t(`settings.theme.${id}`) }))}
        />
      </div>
    </Section>
  )
}
