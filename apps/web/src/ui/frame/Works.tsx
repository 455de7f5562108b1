import { Progress } from '../components/Progress.tsx'
import { useCommand, useQuery } from '../data/index.ts'
import { useT } from '../i18n/index.ts'
import styles from './Frame.module.css'

/** Catching up cannot be cancelled: it goes on where it was the next time. */
const CANCELLABLE: ReadonlySet<string> = new Set(['renew_keys', 'audit', 'import', 'file'])

/** Long work under way, wherever one is meanwhile. */
export const Works = () => {
  const t = useT()
  const { value: works } = useQuery('progress', {})
  const cancel = useCommand('cancelProgress')
  if (works === null || works.length === 0) return null
  return (
    <div className={styles.notices} role="status">
      {works.map(({ id, what, done, of }) => (
        <Progress
          key={id}
          label={t(`frame.work.${what}`)}
          done={done}
          of={of}
          {...(CANCELLABLE.has(what) ? { onCancel: () => void cancel.run({ id }) } : {})}
        />
      ))}
    </div>
  )
}
