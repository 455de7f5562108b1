/** The level of a risk. Threats, vulnerabilities and capacities are shown as lists beside it, never hidden behind it. */
import type { RecordId } from '../record/model.ts'
import { STEPS } from '../vocabulary/codes.ts'
import type { RiskAssessment, Step } from './model.ts'

/** Probability and impact count the same; between two steps the higher one. A declared death threat is very high, whatever else is said. */
export const riskLevel = ({ probability, impact, deathThreat }: Pick<RiskAssessment, 'probability' | 'impact' | 'deathThreat'>): Step =>
  deathThreat ? 'very_high' : (STEPS[Math.ceil((STEPS.indexOf(probability) + STEPS.indexOf(impact)) / 2)] as Step)

/** One look at the risk, as the history shows it. */
export type RiskPoint = Pick<RiskAssessment, 'id' | 'person' | 'on' | 'by' | 'probability' | 'impact' | 'deathThreat'> & {
  /** With a death threat that still stands. */
  readonly level: Step
  /** Declared here or earlier against the same, and nobody has said why it is over. */
  readonly threatStands: boolean
}

/** Every look at the risk with the level it left behind for whom it is about. `assessments` are in order, as `readCase` gives them. */
export const riskHistory = (
  assessments: readonly Omit<RiskAssessment, 'threats' | 'vulnerabilities' | 'capacities'>[],
): readonly RiskPoint[] => {
  const threatened = new Map<RecordId | null, boolean>()
  return assessments.map(({ id, person, on, by, probability, impact, deathThreat, deathThreatOver }) => {
    const stood = threatened.get(person) ?? false
    const threatStands = deathThreat || (stood && deathThreatOver === '')
    threatened.set(person, threatStands)
    const level = riskLevel({ probability, impact, deathThreat: threatStands })
    return { id, person, on, by, probability, impact, deathThreat, threatStands, level }
  })
}

interface About {
  readonly person: RecordId | null
}

/** Of looks in order, the latest at everyone in the case, then the latest at each person. */
export const latestOfEach = <T extends About>(looks: readonly T[]): readonly T[] =>
  [...new Map(looks.map((one) => [one.person, one])).values()].sort((a, b) => Number(a.person !== null) - Number(b.person !== null))

/** The highest level among the latest assessment of everyone and of each person; null when there is none. */
export const currentRisk = (assessments: readonly RiskAssessment[]): Step | null => {
  const levels = latestOfEach(riskHistory(assessments)).map(({ level }) => level)
  return STEPS.findLast((step) => levels.includes(step)) ?? null
}
