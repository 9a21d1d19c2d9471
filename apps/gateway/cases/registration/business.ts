import type { Type } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Broadcast } from '../../../../domain/cases/broadcasts/broadcast.js';
import type { PortalParts } from '../../../../domain/cases/portal/portal.js';
import type { Policy } from '../../../../domain/cases/time-limits/policy.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import type { DutyBusiness } from '../../../../infra/database/entities/duty.js';
import type { Sql } from '../../../../infra/database/sql.js';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';
import type { CaseReferences } from '../../platform/audit/case-references.js';
import type { Issue } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Checks, Preconditions, Readings } from '../tasks/task-checks.js';
import type { LoadedTask } from '../tasks/task-rows.js';
import type { RoleRights } from './role-rights.js';
import type { RuleKind } from './rule-kind.js';
import type { Visibility } from '../visibility/visibility.js';

/** Services for checks, beside the transaction of the check. */
export interface CheckServices {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}

/** Services for reading a case for an account. */
export interface ReadServices {
  readonly pool: Pool;
  readonly visibility: Visibility;
}

/** Adds data of the case to the detail of a task. */
export interface TaskContextReader {
  /** Fields that are added to `context`, as OpenAPI describes them. */
  readonly fields: Readonly<Record<string, ApiPropertyOptions>>;
  /** Their values for a task of any other process. */
  readonly absent: Readonly<Record<string, unknown>>;
  /** @param task that the account may see; `visibility` says which parts of the case it may read */
  read(services: ReadServices, actor: Actor, task: LoadedTask): Promise<Readonly<Record<string, unknown>>>;
}

/** Who may read the uploaded files of a process. */
export interface FileRule {
  /** Condition over the row `p` of the process. */
  readonly isReadableBy: (actor: Actor) => Sql;
  /** The rule in words, for docs/who-sees-what.md. */
  readonly says: string;
}

/** Rules of one process, for all its versions, that generic code applies without knowing it. */
export interface ProcessRules {
  /** By `task/outcome`: checks of a decision against the database. */
  readonly checks?: Checks | ((services: CheckServices) => Checks);
  /** By `task/outcome`: what must hold before a decision is written, which tasks announce. */
  readonly preconditions?: Preconditions | ((services: CheckServices) => Preconditions);
  /** Error codes of preconditions, checks and readings, for the OpenAPI document. */
  readonly refusals?: readonly ErrorCode[];
  /** By `task/outcome`: converts the decision of a form to the decision of the process. */
  readonly readings?: Readings;
  /** Message -> roles of staff who may send it. A message without an entry comes from citizens and programs only. */
  readonly senders?: Readonly<Record<string, readonly string[]>>;
  /** Roles that read free text and who wrote it in the cases that they see, beside the roles that read it everywhere. */
  readonly readers?: readonly string[];
  /** Who reads its uploaded files, where that differs from who reads its content. */
  readonly files?: FileRule;
  /** Roles that see cases without a task in them: every case, or those whose input names their own unit in a field. */
  readonly seenBy?: Readonly<Record<string, 'all' | { readonly unitIn: string }>>;
  /** Units take part side by side and see only their own part; the office that sees all parts is in this field of the input. */
  readonly unitsApart?: { readonly officeIn: string };
  /** Requirements of the process on a time limit policy, beyond its limits. Issues name paths in the policy. */
  readonly policyGaps?: (policy: Policy) => readonly Issue[];
  /** Tasks that transfer a secret case: the unit that completed one continues to see the case. */
  readonly handovers?: readonly string[];
  /** SQL over the row `p` of a process: the title of the case in its writer's words, for lists. */
  readonly matter?: Sql;
  /** SQL over the row `p` of a process: an array of words that search results mask. Elements may be null. */
  readonly maskedWords?: Sql;
  /** Cases are found by number, and by the text that triggers of the business write to `search_text`. */
  readonly searched?: true;
  readonly taskContext?: TaskContextReader;
  /** The business of the duty register (专人) whose officers its orders name. */
  readonly duty?: DutyBusiness;
  /**
   * Field of a request's body that names a case -> query for the id of its process, so that a refused request for a secret
   * case is recorded in the audit log.
   */
  readonly namedBy?: CaseReferences;
}

/** Registration of a business with the gateway. apps/gateway/businesses.ts lists all of them. */
export interface Business {
  /** Name of its folders. */
  readonly name: string;
  readonly module: Type;
  /** Rights of roles that exist for this business, where they differ from those of an ordinary office. */
  readonly roles?: Readonly<Record<string, RoleRights>>;
  /** Schemas of the OpenAPI document that no route declares, by name. */
  readonly schemas?: () => Readonly<Record<string, object>>;
  /** What it shows on the home page of the portal. */
  readonly portal?: PortalParts;
  /** What is on air now, for the accounts among these that take part in it. */
  readonly broadcasts?: (db: DataSource, accounts: readonly string[]) => Promise<Broadcast[]>;
  /** Rules of the business that two persons change. */
  readonly ruleKind?: RuleKind;
  /** By process key. */
  readonly processes: Readonly<Record<string, ProcessRules>>;
}

/** Declares a business; `Businesses` validates it when the gateway starts. */
export const defineBusiness = (business: Business): Business => business;
