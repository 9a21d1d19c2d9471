import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { CASE_REFERENCES, type CaseReferences } from '../platform/audit/case-references.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { Roles } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { POLICY_READERS, PoliciesController } from './policies/policies.controller.js';
import { RULE_READERS, RuleProposalsController } from './rule-proposals/rule-proposals.controller.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TaskContext } from './tasks/tasks.dto.js';
import { Visibility } from './visibility/visibility.js';
import type { Business, ProcessRules } from './registration/business.js';
import { Businesses } from './registration/businesses.js';

/** The registered businesses with their modules, and the visibility of their cases. */
@Global()
@Module({})
export class BusinessesModule {
  static with(businesses: readonly Business[]): DynamicModule {
    extendRoutes(businesses);
    return {
      module: BusinessesModule,
      imports: businesses.map(({ module }) => module),
      providers: [
        {
          provide: Businesses,
          inject: [DATA_SOURCE, TimeLimitService],
          useFactory: (dataSource: DataSource, timeLimits: TimeLimitService) =>
            new Businesses(businesses, { dataSource, timeLimits }),
        },
        Visibility,
        { provide: CASE_REFERENCES, useValue: referencesOf(businesses) },
      ],
      exports: [Businesses, Visibility, CASE_REFERENCES],
    };
  }
}

/**
 * Adds what businesses register to routes of all: refusals and context fields of tasks, and who reads and proposes rules. The
 * OpenAPI document keeps the first roles of a route, so these routes have none before.
 */
function extendRoutes(businesses: readonly Business[]): void {
  const proposers = rolesWith(businesses, 'proposesPolicies');
  const policyReaders = [...POLICY_READERS, ...rolesWith(businesses, 'readsPolicies')];
  const ofRoutes = { list: policyReaders, get: policyReaders, enter: proposers, activate: proposers };
  for (const [route, roles] of Object.entries(ofRoutes))
    Roles(...roles)(
      PoliciesController.prototype,
      route,
      Object.getOwnPropertyDescriptor(PoliciesController.prototype, route)!,
    );
  const keepers = businesses.flatMap(({ ruleKind }) => ruleKind?.approvers ?? []);
  Roles(...RULE_READERS, ...proposers, ...keepers)(RuleProposalsController);
  const complete = Object.getOwnPropertyDescriptor(TasksController.prototype, 'complete')!;
  for (const { taskContext, refusals = [] } of rulesOf(businesses)) {
    ProblemCodes(...refusals)(TasksController.prototype, 'complete', complete);
    for (const [field, options] of Object.entries(taskContext?.fields ?? {}))
      ApiProperty(options)(TaskContext.prototype, field);
  }
}

const rolesWith = (businesses: readonly Business[], right: 'readsPolicies' | 'proposesPolicies'): string[] =>
  businesses.flatMap(({ roles = {} }) => Object.keys(roles).filter((role) => roles[role]![right]));

const referencesOf = (businesses: readonly Business[]): CaseReferences =>
  Object.assign({}, ...rulesOf(businesses).map(({ namedBy }) => namedBy));

const rulesOf = (businesses: readonly Business[]): ProcessRules[] =>
  businesses.flatMap(({ processes }) => Object.values(processes));
