import { Injectable } from '@nestjs/common';
import { unitsUnknown } from '../../../domain/cases/units/assert-units.js';
import { detail, issue } from '../../../domain/messages/index.js';
import {
  SupervisedProcessesRepository,
  type ProcessOrLetter,
  type SupervisedProcess,
} from '../../../domain/supervision/supervised-processes.repository.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { noteAccess } from '../platform/audit/access-trail.js';
import type { Supervisor } from './supervisor.js';
import { supervisedBy } from './visible-cards.js';

/** Finds the process that a supervisor refers to. */
@Injectable()
export class SupervisedProcessesService {
  constructor(
    private readonly processes: SupervisedProcessesRepository,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} NOT_FOUND, also for a process that the supervisor must not know of */
  async find(supervisor: Supervisor, reference: ProcessOrLetter): Promise<SupervisedProcess> {
    const process = await this.processes.find(reference, supervisedBy(this.visibility, supervisor));
    if (!process) throw new DubanError('NOT_FOUND', detail('cases.noProcess'));
    noteAccess(process);
    return process;
  }

  /**
   * A card reveals the process to its unit, so only a unit that takes part in it may get one. A unit that it is hidden
   * from is answered like one that takes no part.
   *
   * @throws {DubanError} UNIT_UNKNOWN, UNIT_NOT_INVOLVED
   */
  async checkInvolved(process: SupervisedProcess, unit: string): Promise<void> {
    const path = await this.processes.unitPath(unit);
    if (!path) throw unitsUnknown('unit', [unit]);
    const isHidden = path.some((code) => process.hidden_from.includes(code));
    if (isHidden || !process.units.includes(unit))
      throw DubanError.ofFields('UNIT_NOT_INVOLVED', [issue('unit', 'cards.unitNotInvolved', { unit })]);
  }
}
