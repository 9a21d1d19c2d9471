import type { DataSource } from 'typeorm';
import type { HiddenRoute, NamedAtTriage } from '../workflows/letters/route.js';
import { hiddenAfterTriage, letterRoute } from '../domain/letters/letter-route.js';

/**
 * The route of a letter after triage has found more units that it is about. That somebody is left to handle it has been
 * checked before the decision was taken.
 */
export function createRouteStep({ dataSource }: { dataSource: DataSource }) {
  return async (request: { process: string; argument: NamedAtTriage }): Promise<HiddenRoute> => {
    const hiddenFrom = await hiddenAfterTriage(dataSource, request.process, request.argument);
    const route = await letterRoute(dataSource, hiddenFrom);
    if (!route) throw new Error(`nobody is left to handle letter ${request.process}`);
    return route;
  };
}
