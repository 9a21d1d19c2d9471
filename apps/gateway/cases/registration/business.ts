import type { Type } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { Policy } from '../../../../domain/cases/time-limits/policy.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import type { Sql } from '../../../../infra/database/sql.js';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';
import type { CaseReferences } from '../../platform/audit/case-references.js';
import type { Issue } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { Checks, Readings } from '../tasks/task-checks.js';
import type { LoadedTask } from '../tasks/task-rows.js';
import type { RoleRights } from './role-rights.js';
import type { Visibility } from '../visibility/visibility.js';

/** What checks may use beside the transaction that they get. */
export interface CheckServices {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
}

/** What reading about a case for an account takes. */
export interface ReadServices {
  readonly pool: Pool;
  readonly visibility: Visibility;
}

/** What the detail of a task shows of its case beside what was written in it. */
export interface TaskContextReader {
  /** Fields that are added to `context`, as OpenAPI describes them. */
  readonly fields: Readonly<Record<string, ApiPropertyOptions>>;
  /** Their values for a task of any other process. */
  readonly absent: Readonly<Record<string, unknown>>;
  /** Of a task that the account may see. What it may read of the case is for `visibility` to say. */
  read(services: ReadServices, actor: Actor, task: LoadedTask): Promise<Readonly<Record<string, unknown>>>;
}

/** Rules of one process, for all its versions, that generic code applies without knowing it. */
export interface ProcessRules {
  /** By `task/outcome`: conditions of a decision that only the database knows. */
  readonly checks?: Checks | ((services: CheckServices) => Checks);
  /** Codes with which checks and readings refuse, for the OpenAPI document. */
  readonly refusals?: readonly ErrorCode[];
  /** By `task/outcome`: how a form's decision becomes the one that the process gets. */
  readonly readings?: Readings;
  /** Message -> roles of staff who may send it. A message without an entry comes from citizens and programs only. */
  readonly senders?: Readonly<Record<string, readonly string[]>>;
  /** Roles that read free text and who wrote it in the cases that they see, beside the roles that read it everywhere. */
  readonly readers?: readonly string[];
  /** Roles that see cases without a task in them: every case, or those whose input names their own unit in a field. */
  readonly seenBy?: Readonly<Record<string, 'all' | { readonly unitIn: string }>>;
  /** Units take part side by side and see only their own part; the office that sees all parts is in this field of the input. */
  readonly unitsApart?: { readonly officeIn: string };
  /** What the process needs of a time limit policy beyond its limits: where it falls short, as paths in it. */
  readonly policyGaps?: (policy: Policy) => readonly Issue[];
  /** Tasks that pass a secret case on: the unit that completed one goes on seeing the case. */
  readonly handovers?: readonly string[];
  /** SQL over the row `p` of a process: the title of the case in its writer's words. */
  readonly matter?: Sql;
  readonly taskContext?: TaskContextReader;
  /**
   * Field of a request's body that names a case -> SQL for its id by `$1`, so that a refused request for a secret case
   * stands in the audit log.
   */
  readonly namedBy?: CaseReferences;
}

/** One business as the gateway knows it. apps/gateway/businesses.ts lists all of them. */
export interface Business {
  /** As its folders are called. */
  readonly name: string;
  readonly module: Type;
  /** Rights of roles that exist for this business, where they differ from those of an ordinary office. */
  readonly roles?: Readonly<Record<string, RoleRights>>;
  /** Schemas of the OpenAPI document that no route declares, by name. */
  readonly schemas?: () => Readonly<Record<string, object>>;
  /** By process key. */
  readonly processes: Readonly<Record<string, ProcessRules>>;
}

/** Declares a business; `Businesses` judges it when the gateway starts. */
export const defineBusiness = (business: Business): Business => business;
