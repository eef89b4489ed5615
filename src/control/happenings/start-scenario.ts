/** Starts a scenario in the default sandbox, as the settings ask for. */
import { ConfigError } from '../../config/problems.ts'
import type { Control } from '../control.ts'
import { ControlError } from '../control-error.ts'

/** Throws a ConfigError that says what of it does not fit. */
export const startScenario = async ({ useCases, perform }: Control, scenario: string): Promise<void> => {
  try {
    await perform(useCases.startTimeline, { at: 'scenario', body: { scenario } })
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    const { path, message, accepted = [] } = error
    // Of the scenario itself, or of one of its steps.
    const [, , ...place] = path.split('/')
    const steps = place.length === 0 ? 'scenario' : `scenarios.${scenario}[${place.join('].')}`
    throw new ConfigError([
      { path: steps, found: message, accepted: accepted.map(String).join(', ') || 'another step' },
    ])
  }
}
