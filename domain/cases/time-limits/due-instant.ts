import { receiptDay } from './calendar.js';
import { dayOf, lastDayOf, startOfDay } from '../../time/civil-time.js';
import {
  officeCloses,
  officeHoursAfter,
  officeHoursBefore,
  officeHoursBetween,
  officeOpens,
} from './office-hours.js';
import type { Length, LimitRule, Policy } from './policy.js';
import type { RegionCalendar } from './region-calendar.js';

type EndsAt = LimitRule['endsAt'];

/**
 * Lengths of time laid onto the calendar of a policy's region. Instants are epoch milliseconds; days are those of
 * Asia/Shanghai.
 */
export class DueInstants {
  constructor(
    private readonly policy: Policy,
    private readonly region: RegionCalendar,
  ) {}

  /**
   * When something that starts at an instant is due. The day it starts on is not counted. Calendar days (日) that end
   * on a rest day end on the next working day; the receipt cut-off concerns working days only.
   */
  dueAfter(from: number, length: Length, endsAt: EndsAt): number {
    if ('workingHours' in length) return this.hoursAfter(from, length.workingHours);
    if ('workingDays' in length) {
      const day = receiptDay(from, this.region, this.policy.receiptCutoff);
      return this.endOf(this.region.addWorkingDays(day, length.workingDays), endsAt);
    }
    return this.endOf(this.region.onOrAfter(dayOf(from) + length.calendarDays), endsAt);
  }

  /** When a day ends that something is due on. */
  endOf(day: number, endsAt: EndsAt): number {
    if (endsAt === 'nextWorkingDay') return startOfDay(this.region.addWorkingDays(day, 1));
    return endsAt === 'midnight' ? startOfDay(day + 1) : officeCloses(day, this.policy.officeHours);
  }

  /** A threshold after a due instant: the start (00:00) of the n-th day after the due day, or so many office hours later. */
  after(dueAt: number, length: Length): number {
    if ('workingHours' in length) return this.hoursAfter(dueAt, length.workingHours);
    const due = lastDayOf(dueAt);
    if ('workingDays' in length) return startOfDay(this.region.addWorkingDays(due, length.workingDays));
    return startOfDay(due + length.calendarDays);
  }

  /**
   * A threshold before a due instant: when the office opens on the n-th day before the due day, or so many office hours
   * earlier. A calendar day that is not worked gives way to the working day before it, so that somebody reads it.
   */
  before(dueAt: number, length: Length): number {
    const { officeHours } = this.policy;
    if ('workingHours' in length)
      return officeHoursBefore(dueAt, length.workingHours, officeHours, this.region);
    const due = lastDayOf(dueAt);
    const day =
      'workingDays' in length
        ? this.region.addWorkingDays(due, -length.workingDays)
        : this.region.onOrBefore(due - length.calendarDays);
    return officeOpens(day, officeHours);
  }

  /** A due instant moved by whole days; calendar days end on a working day. */
  postpone(dueAt: number, by: Exclude<Length, { workingHours: number }>, endsAt: EndsAt): number {
    const due = lastDayOf(dueAt);
    const day =
      'workingDays' in by
        ? this.region.addWorkingDays(due, by.workingDays)
        : this.region.onOrAfter(due + by.calendarDays);
    return this.endOf(day, endsAt);
  }

  /**
   * The due instant of a resumed clock: what remained when it was paused, counted again from the resumption.
   *
   * Days: the days after the day of the pause, up to the due day. The day of the pause counts as used, the day of the
   * resumption is not counted; so a clock paused and resumed within one day is due as before, and one paused on its last
   * day is due on the day of the resumption, or the next working day. One that was late stays late by as many days.
   * Hours: the office hours that remained. Never earlier than before.
   */
  resume(clock: PausedClock, unit: Length, endsAt: EndsAt): number {
    return Math.max(clock.dueAt, this.recount(clock, unit, endsAt));
  }

  isProvisional(from: number, dueAt: number): boolean {
    return this.region.isProvisional(dayOf(from), lastDayOf(dueAt));
  }

  hoursAfter(at: number, hours: number): number {
    return officeHoursAfter(at, hours, this.policy.officeHours, this.region);
  }

  private recount(clock: PausedClock, unit: Length, endsAt: EndsAt): number {
    const { dueAt, pausedAt, resumedAt } = clock;
    if ('workingHours' in unit) {
      const left = officeHoursBetween(pausedAt, dueAt, this.policy.officeHours, this.region);
      if (left >= 0) return this.hoursAfter(resumedAt, left);
      return officeHoursBefore(resumedAt, -left, this.policy.officeHours, this.region);
    }
    const due = lastDayOf(dueAt);
    const [stopped, goesOn] = [dayOf(pausedAt), dayOf(resumedAt)];
    if (stopped === goesOn) return dueAt;
    if ('calendarDays' in unit) return this.endOf(this.region.onOrAfter(goesOn + (due - stopped)), endsAt);
    const left = this.region.workingDaysBetween(stopped, due);
    const day = left === 0 ? this.region.onOrAfter(goesOn) : this.region.addWorkingDays(goesOn, left);
    return this.endOf(day, endsAt);
  }
}

interface PausedClock {
  readonly dueAt: number;
  readonly pausedAt: number;
  readonly resumedAt: number;
}
