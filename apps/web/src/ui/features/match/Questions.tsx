import { useState } from 'react'
import type { NeedAnswers } from '@pergola/core/casework'
import type { Asked } from '@pergola/core/matching'
import type { SpaceId } from '@pergola/protocol'
import type { MatchView } from '../../../contract.ts'
import { Button, ErrorNote, Link } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { useTold } from './told.ts'
import styles from './match.module.css'

type Told = { readonly [N in keyof NeedAnswers]?: Required<NeedAnswers>[N] | null }

/** On a phone the list comes into sight sooner when all questions are folded. */
const isWide = window.matchMedia('(min-width: 961px)').matches

/** What would move services up or down and nobody has said; told once, it is kept with the need. */
export const Questions = ({ view, space }: { readonly view: MatchView; readonly space: SpaceId }) => {
  const t = useT()
  const { run, busy, problem } = useCommand('answerNeed')
  const tell = (answers: Told) => void run({ space, id: view.need.id, answers })
  return (
    <>
      <h2>{t('match.questions')}</h2>
      <p className={styles.quiet}>{t(view.questions.length === 0 ? 'match.no_questions' : 'match.questions_why')}</p>
      <ErrorNote problem={problem} />
      {view.questions.map(({ asks, services, decides }, index) => (
        <details key={asks} className={styles.question} open={index === 0 && isWide}>
          <summary>{t(`match.q.${asks}`)}</summary>
          <div>
            <p className={styles.quiet}>{t('match.q_services', { count: services, decides: decides ? 'yes' : 'no' })}</p>
            {asks === 'place' || asks === 'languages' ? (
              <Link to={`/cases/${space}`}>{t('match.in_case')}</Link>
            ) : view.canWrite ? (
              <AnswerForm asks={asks} busy={busy} onTell={tell} />
            ) : null}
          </div>
        </details>
      ))}
      <AlreadyTold view={view} busy={busy} onTell={tell} />
    </>
  )
}

const AlreadyTold = ({
  view,
  busy,
  onTell,
}: {
  readonly view: MatchView
  readonly busy: boolean
  readonly onTell: (answers: Told) => void
}) => {
  const t = useT()
  const saying = useTold()
  const [changing, setChanging] = useState<Asked | null>(null)
  const told = Object.entries(view.need.answers ?? {}) as [keyof NeedAnswers, NeedAnswers[keyof NeedAnswers]][]
  if (told.length === 0) return null
  return (
    <>
      <h3>{t('match.told')}</h3>
      <ul className={styles.told}>
        {told.map(([asks, value]) => (
          <li key={asks}>
            <p>
              <span className={styles.quiet}>{t(`match.q.${asks}`)}</span> <strong>{saying(value)}</strong>
            </p>
            {changing === asks ? (
              <AnswerForm
                asks={asks}
                busy={busy}
                onTell={(answers) => {
                  setChanging(null)
                  onTell(answers)
                }}
              />
            ) : view.canWrite ? (
              <div className={styles.asking}>
                <Button kind="bare" label={t('match.change_named', { what: t(`match.q.${asks}`) })} onPress={() => setChanging(asks)}>
                  {t('match.change_answer')}
                </Button>
                <Button
                  kind="bare"
                  label={t('match.untell_named', { what: t(`match.q.${asks}`) })}
                  onPress={() => onTell({ [asks]: null })}
                >
                  {t('match.untell')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  )
}
