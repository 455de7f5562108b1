import { Note } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

export type Trouble = 'cancelled' | 'unable' | null

/** Why the browser gave no passkey, as far as it says. */
export const PasskeyTrouble = ({ trouble }: { readonly trouble: Trouble }) => {
  const t = useT()
  if (trouble === null) return null
  return <Note title={t(`session.passkey.${trouble}`)}>{t(`session.passkey.${trouble}.do`)}</Note>
}
