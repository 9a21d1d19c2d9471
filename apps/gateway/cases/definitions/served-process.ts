import { detail } from '../../../../domain/messages/index.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { processes } from '../../../../workflows/registry.js';

/** A process of the registry. @param version the newest by default @throws {DubanError} DEFINITION_UNKNOWN */
export function servedProcess(key: string, version: number | undefined): Process {
  const process = processes
    .filter(
      ({ definition }) => definition.key === key && (version ?? definition.version) === definition.version,
    )
    .sort((a, b) => b.definition.version - a.definition.version)[0];
  if (!process) throw new DubanError('DEFINITION_UNKNOWN', detail('cases.noDefinition'));
  return process;
}
