/** The level of a risk. Threats, vulnerabilities and capacities are shown as lists beside it, never hidden behind it. */
import { STEPS } from '../vocabulary/codes.ts'
import type { RiskAssessment, Step } from './model.ts'

/** Probability and impact count the same; between two steps the higher one. A declared death threat is very high, whatever else is said. */
export const riskLevel = ({ probability, impact, deathThreat }: Pick<RiskAssessment, 'probability' | 'impact' | 'deathThreat'>): Step =>
  deathThreat ? 'very_high' : (STEPS[Math.ceil((STEPS.indexOf(probability) + STEPS.indexOf(impact)) / 2)] as Step)

/** One look at the risk, as the history shows it. */
export type RiskPoint = Pick<RiskAssessment, 'id' | 'on' | 'by' | 'probability' | 'impact' | 'deathThreat'> & {
  /** With a death threat that still stands. */
  readonly level: Step
  /** Declared here or earlier, and nobody has said why it is over. */
  readonly threatStands: boolean
}

/** Every look at the risk with the level it left behind. `assessments` are in order, as `readCase` gives them. */
export const riskHistory = (
  assessments: readonly Omit<RiskAssessment, 'threats' | 'vulnerabilities' | 'capacities'>[],
): readonly RiskPoint[] => {
  let threatStands = false
  return assessments.map(({ id, on, by, probability, impact, deathThreat, deathThreatOver }) => {
    threatStands = deathThreat || (threatStands && deathThreatOver === '')
    return {
      id,
      on,
      by,
      probability,
      impact,
      deathThreat,
      threatStands,
      level: riskLevel({ probability, impact, deathThreat: threatStands }),
    }
  })
}

/** The level after the latest assessment; null when there is none. */
export const currentRisk = (assessments: readonly RiskAssessment[]): Step | null => riskHistory(assessments).at(-1)?.level ?? null
