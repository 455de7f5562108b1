import { useT } from '../i18n/index.ts'
import { Name } from './Name.tsx'

/** A member by name; someone whose name this device may not read is said to be so. */
export const Person = ({ id, people }: { readonly id: string | null; readonly people: Readonly<Record<string, string>> }) => {
  const t = useT()
  if (id === null) return <span>{t('components.nobody')}</span>
  const name = people[id]
  return name === undefined || name === '' ? <span>{t('components.someone')}</span> : <Name text={name} />
}
