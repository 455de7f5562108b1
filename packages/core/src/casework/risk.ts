/** The level of a risk. Threats, vulnerabilities and capacities are shown as lists beside it, never hidden behind it. */
import { STEPS } from '../vocabulary/codes.ts'
import type { RiskAssessment, Step } from './model.ts'

/** Probability and impact count the same; between two steps the higher one. A declared death threat is very high, whatever else is said. */
export const riskLevel = ({ probability, impact, deathThreat }: Pick<RiskAssessment, 'probability' | 'impact' | 'deathThreat'>): Step =>
  deathThreat ? 'very_high' : (STEPS[Math.ceil((STEPS.indexOf(probability) + STEPS.indexOf(impact)) / 2)] as Step)

/** The level by the latest assessment; null when there is none. `assessments` are in order, as `readCase` gives them. */
export const currentRisk = (assessments: readonly RiskAssessment[]): Step | null => {
  const latest = assessments.at(-1)
  return latest ? riskLevel(latest) : null
}
