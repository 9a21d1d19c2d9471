import { Injectable } from '@nestjs/common';
import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { ProcessCourseRepository } from '../../../../domain/cases/processes/process-course.repository.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf } from '../../../../domain/time/civil-time.js';
import { stageTitle, type StageStay } from './process-view.js';

/** How long processes were in each of their stages. */
@Injectable()
export class StageStays {
  constructor(
    private readonly courses: ProcessCourseRepository,
    private readonly timeLimits: TimeLimitService,
  ) {}

  async of({ id, key, version, ended_at }: ProcessRow): Promise<StageStay[]> {
    const [entered] = await Promise.all([this.courses.stages(id), this.timeLimits.ready()]);
    const now = businessNow();
    const days = this.timeLimits.calendar().region(this.timeLimits.regionAt(now));
    return entered.map(({ stage, at }, index) => {
      const leftAt = entered[index + 1]?.at ?? ended_at;
      return {
        stage,
        title: stageTitle(key, version, stage)!,
        enteredAt: at.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
        workingDays: days.workingDaysBetween(dayOf(at.getTime()), dayOf(leftAt?.getTime() ?? now)),
      };
    });
  }
}
