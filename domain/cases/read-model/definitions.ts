import { workflowType } from '../../../workflows/engine/definition/commands.js';
import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import { detail } from '../../messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Process } from '../../../workflows/engine/definition/process.js';

/** Finds the definition that a process was started with. */
export class Definitions {
  private readonly byType: ReadonlyMap<string, ProcessDefinition>;

  constructor(processes: readonly Process[]) {
    this.byType = new Map(processes.map(({ definition }) => [workflowType(definition), definition]));
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
}
