import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import site from '../../../../domain/cases/portal/site.json' with { type: 'json' };
import type { GoingOn, MonthFigures } from '../../../../domain/cases/portal/portal.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { issue } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { Config } from '../../../../infra/config/config.js';
import { monthNumber, monthOf, monthText, startOfMonth } from '../../../../domain/time/months.js';
import { invalid } from '../../platform/problems/validation.js';
import { CONFIG, DATA_SOURCE } from '../../platform/tokens.js';
import { Businesses } from '../registration/businesses.js';
import { Cached } from './cached.js';
import type { PublicFigures, PublicHome, PublicSite } from './portal.dto.js';

const KEPT_MS = 60_000;
/** Months that the public can read; bounds what is kept. */
const MONTHS = 24;

/** What the portal shows to everybody. Figures and the home page are read once a minute, however many read them. */
@Injectable()
export class PortalService {
  private readonly figuresOf = new Cached<PublicFigures>(KEPT_MS, MONTHS + 1);
  private readonly goingOn = new Cached<GoingOn[]>(KEPT_MS, 1);

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly businesses: Businesses,
    private readonly timeLimits: TimeLimitService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async home(): Promise<PublicHome> {
    const at = businessDate();
    const [figures, items] = await Promise.all([
      this.figures(),
      this.goingOn.get('', () => this.readGoingOn(at)),
    ]);
    const goingOn = items.map(({ from, until, ...item }) => ({
      ...item,
      from: from.toISOString(),
      until: until?.toISOString() ?? null,
    }));
    return { figures, goingOn };
  }

  /**
   * @param month `YYYY-MM`; the current one if left out
   * @throws {DubanError} VALIDATION_FAILED for a month that has not begun, or more than 24 months ago
   */
  async figures(month?: string): Promise<PublicFigures> {
    const at = businessDate();
    const current = monthOf(at.getTime());
    const wanted = month === undefined ? current : monthNumber(month);
    if (wanted > current || wanted < current - MONTHS)
      throw invalid(issue('month', 'cases.monthOutside', { months: MONTHS }));
    return this.figuresOf.get(monthText(wanted), () => this.readFigures(wanted, at));
  }

  async site(): Promise<PublicSite> {
    await this.timeLimits.ready();
    const { officeHours } = this.timeLimits.policyAt(businessDate().getTime());
    return { ...site, officeHours, demo: this.config.DUBAN_DEMO };
  }

  private async readFigures(month: number, at: Date): Promise<PublicFigures> {
    const range = { from: startOfMonth(month), to: startOfMonth(month + 1) };
    const [figures] = await Promise.all(
      this.businesses.all.flatMap(({ portal }) => portal?.figures?.(this.dataSource, range, at) ?? []),
    );
    return { month: monthText(month), asOf: at.toISOString(), ...(figures ?? NONE) };
  }

  /** What is on air first: it is over in an hour. */
  private async readGoingOn(at: Date): Promise<GoingOn[]> {
    const parts = await Promise.all(
      this.businesses.all.map(({ portal }) => portal?.goingOn?.(this.dataSource, at) ?? []),
    );
    const onAir = ({ state }: GoingOn): boolean => state === 'live';
    return parts.flat().sort((one, other) => Number(onAir(other)) - Number(onAir(one)));
  }
}

const NONE: MonthFigures = {
  ...{ received: 0, answered: 0 },
  ...{ onTime: { count: 0, of: 0 }, rated: { count: 0, of: 0 }, satisfied: { count: 0, of: 0 } },
};
