import { workflowType } from '../../../workflows/engine/definition/commands.js';
import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import { detail } from '../../messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Process } from '../../../workflows/engine/definition/process.js';

/** The definitions of the registry, by key and version. */
export class Definitions {
  private readonly byType: ReadonlyMap<string, ProcessDefinition>;
  /** By key. */
  private readonly newest = new Map<string, ProcessDefinition>();

  constructor(processes: readonly Process[]) {
    this.byType = new Map(processes.map(({ definition }) => [workflowType(definition), definition]));
    for (const { definition } of processes) {
      const { key, version } = definition;
      if (version > (this.newest.get(key)?.version ?? 0)) this.newest.set(key, definition);
    }
  }

  /** @throws {DubanError} DEFINITION_UNKNOWN */
  get(key: string, version: number): ProcessDefinition {
    const definition = this.byType.get(workflowType({ key, version }));
    if (!definition)
      throw new DubanError(
        'DEFINITION_UNKNOWN',
        detail('cases.definitionUnknown', { process: key, version }),
      );
    return definition;
  }

  /**
   * Refuses to start what the registry does not hold as the newest version of its key.
   *
   * @throws {DubanError} DEFINITION_UNKNOWN
   */
  assertNewest({ key, version }: ProcessDefinition): void {
    const newest = this.newest.get(key)?.version;
    if (newest === version) return;
    const why =
      newest === undefined
        ? detail('cases.definitionUnknown', { process: key, version })
        : detail('cases.versionNotNewest', { process: key, version, newest });
    throw new DubanError('DEFINITION_UNKNOWN', why);
  }
}
