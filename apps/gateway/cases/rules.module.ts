import { Global, Module, type FactoryProvider } from '@nestjs/common';
import { PoliciesRepository } from '../../../domain/cases/policies/policies.repository.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import type { Config } from '../../../infra/config/config.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { CONFIG, DATA_SOURCE } from '../platform/tokens.js';
import { repositoryProvider } from '../platform/repository-provider.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarService } from './calendar/calendar.service.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesService } from './policies/policies.service.js';
import { Businesses } from './registration/businesses.js';
import { RuleEffectsService } from './rule-proposals/rule-effects.service.js';
import { RuleProposalsController } from './rule-proposals/rule-proposals.controller.js';
import { RuleProposalsService } from './rule-proposals/rule-proposals.service.js';
import { RuleRights } from './rule-proposals/rule-rights.js';
import { Visibility } from './visibility/visibility.js';

/** The kinds of all processes, and those that businesses register. */
const PROPOSALS: readonly FactoryProvider[] = [
  {
    provide: RuleRights,
    inject: [CONFIG, CalendarService, PoliciesService, Businesses],
    useFactory: (
      { DUBAN_DEMO }: Config,
      calendar: CalendarService,
      policies: PoliciesService,
      { all }: Businesses,
    ) =>
      new RuleRights(
        [calendar, policies, ...all.flatMap(({ ruleKind }) => (ruleKind ? [ruleKind] : []))],
        DUBAN_DEMO,
      ),
  },
  {
    provide: RuleProposalsService,
    inject: [DATA_SOURCE, AuditLog, TimeLimitService, RuleRights],
    useFactory: (...deps: ConstructorParameters<typeof RuleProposalsService>) =>
      new RuleProposalsService(...deps),
  },
  {
    provide: RuleEffectsService,
    inject: [DATA_SOURCE, TimeLimitService, RuleRights, Visibility],
    useFactory: (...deps: ConstructorParameters<typeof RuleEffectsService>) =>
      new RuleEffectsService(...deps),
  },
];

/** Rules that two persons change: calendar, policies, and what businesses add. */
@Global()
@Module({
  controllers: [CalendarController, PoliciesController, RuleProposalsController],
  providers: [CalendarService, PoliciesService, repositoryProvider(PoliciesRepository), ...PROPOSALS],
  exports: [RuleProposalsService],
})
export class RulesModule {}
