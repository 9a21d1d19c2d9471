import type { DataSource } from 'typeorm';
import type { HiddenRoute, NamedAtTriage } from '../workflows/letters/route.js';
import { createFalseClosureCard, type CardStepDeps } from './cards.activities.js';
import { letterRoute } from '../domain/letters/letter-route.js';
import { LetterUnitsRepository } from '../domain/letters/letter-units.repository.js';

/** The steps of a letter, by activity type. */
export const createLetterSteps = ({ timeLimits: policies, ...deps }: CardStepDeps) => ({
  'mailbox-letter.route': createRouteStep(deps.dataSource),
  'mailbox-letter.routeDispatched': createRouteStep(deps.dataSource),
  'mailbox-letter.falseClosureCard': createFalseClosureCard({ ...deps, policies }),
});

/**
 * Creates the steps `route` and `routeDispatched`: the route of a letter after triage has named more units that it is about. The gateway has
 * checked before the decision that an office is left to handle it.
 */
function createRouteStep(dataSource: DataSource) {
  return async (request: { process: string; argument: NamedAtTriage }): Promise<HiddenRoute> => {
    const hiddenFrom = await new LetterUnitsRepository(dataSource).hiddenAfterTriage(
      request.process,
      request.argument,
    );
    const route = await letterRoute(dataSource, hiddenFrom);
    if (!route) throw new Error(`no office is left to handle letter ${request.process}`);
    return route;
  };
}
