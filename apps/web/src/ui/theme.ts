/** Light, dark, or as the device says. Kept in the browser: it is no secret. */
export const THEMES = ['device', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'pergola.theme'

export const readTheme = (): Theme => THEMES.find((one) => one === localStorage.getItem(KEY)) ?? 'device'

export const applyTheme = (theme: Theme): void => {
  if (theme === 'device') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export const keepTheme = (theme: Theme): void => {
  localStorage.setItem(KEY, theme)
  applyTheme(theme)
}
