/** Cases that are still being checked: what is known of the person's work, and one decision that waits for a second person. */
import type { Act, Stage } from './stage.ts'

const REASONS = 'The reports are hers, and nobody who was asked says otherwise. The one speech is old and she has taken it back.'

/** Half a day after the case was opened, by whoever opened it. */
export const verifyingActs = ({ plan, space: opened }: Stage): readonly Act[] =>
  plan.status !== null
    ? []
    : [
        {
          at: plan.openedAt + 0.5,
          by: plan.owner,
          run: async ({ officer }) => {
            const [space, on] = [await opened.value, officer.today()]
            const bring = { on, file: null }
            await officer.run('describeWork', {
              space,
              rightsFields: ['land', 'environment'],
              activities: ['information', 'organising'],
              since: '2021',
              deciders: [],
            })
            await officer.run('saveEvidence', {
              space,
              evidence: {
                ...bring,
                tests: ['acts_for_rights', 'peaceful'],
                side: 'for',
                text: 'Two reports on the land of the villages, read at public meetings.',
                source: 'The reports',
                reliability: 'high',
              },
            })
            await officer.run('saveEvidence', {
              space,
              evidence: {
                ...bring,
                tests: ['universality'],
                side: 'against',
                text: 'A speech about newcomers, years ago.',
                source: 'Local newspaper',
                reliability: 'doubtful',
              },
            })
            await officer.run('findTest', { space, test: 'peaceful', finding: 'met', reason: 'Meetings, letters, one petition.' })
            await officer.run('giveOpinion', {
              space,
              opinion: { function: 'examines', decision: 'defender', failed: [], other: null, keptTo: [], reasons: REASONS },
            })
          },
        },
      ]
