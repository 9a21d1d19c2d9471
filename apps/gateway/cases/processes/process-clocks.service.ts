import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ProcessCourseRepository } from '../../../../domain/cases/processes/process-course.repository.js';
import { toClockState } from '../../../../domain/cases/read-model/clock-rows.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import type { Actor } from '../../platform/identity/actor.js';
import { definitionOf } from '../definitions/task-forms.js';
import { Visibility } from '../visibility/visibility.js';
import { ClockView, toClockView } from './clock-view.js';
import { ProcessesService } from './processes.service.js';

export class ClockList {
  @ApiProperty({ type: [ClockView], description: 'In the order in which they were started' })
  items!: readonly ClockView[];
}

/** The clocks of a process, explained: where each due time comes from. */
@Injectable()
export class ProcessClocksService {
  constructor(
    private readonly processes: ProcessesService,
    private readonly courses: ProcessCourseRepository,
    private readonly timeLimits: TimeLimitService,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see the process */
  async list(actor: Actor, id: string): Promise<ClockList> {
    const process = await this.processes.row(actor, id);
    const [rows, entries, taskNames] = await Promise.all([
      this.courses.clocks(id),
      this.courses.clockEntries(id),
      this.courses.taskNames(id),
      this.timeLimits.ready(),
    ]);
    const clocks = new Map(rows.map(toClockState).map((clock) => [clock.number, clock]));
    const definition = definitionOf(process.key, process.version);
    const background = { process: id, definition, taskNames, clocks, entries };
    const units = await this.visibility.unitsSeenIn(actor, process.key, (field) =>
      this.courses.inputField(id, field),
    );
    const items = [...clocks.values()]
      .filter(({ unit }) => units === null || units.includes(unit))
      .map((clock) => toClockView(clock, background, this.timeLimits));
    return { items };
  }
}
