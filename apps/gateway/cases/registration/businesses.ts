import type { DutyBusiness } from '../../../../infra/database/entities/duty.js';
import type { Policy } from '../../../../domain/cases/time-limits/policy.js';
import type { Issue } from '../../../../workflows/engine/errors.js';
import { processes } from '../../../../workflows/registry.js';
import type { TaskDefinition } from '../../../../workflows/engine/definition/definition.js';
import { join, literal, sql, type Sql } from '../../../../infra/database/sql.js';
import { formOf, messageForm } from '../definitions/task-forms.js';
import type { Check, Checks, Precondition, Preconditions, Reading } from '../tasks/task-checks.js';
import { COMMON_ROLES, ORDINARY, type RoleRights } from './role-rights.js';
import type { Business, CheckServices, ProcessRules, TaskContextReader } from './business.js';

/** All registered businesses, validated. Generic code looks up here what differs between processes. */
export class Businesses {
  /** SQL over the row `p` of a process: the title of the case in its writer's words, or null. */
  readonly matter: Sql;
  /** SQL over the row `p` of a process: words that search results mask, or null. */
  readonly maskedWords: Sql;
  private readonly rules: ReadonlyMap<string, ProcessRules>;
  private readonly checks = new Map<string, Checks>();
  private readonly preconditions = new Map<string, Preconditions>();
  private readonly rights: ReadonlyMap<string, RoleRights>;

  /** @throws {Error} for a name that no process has, or that is registered twice */
  constructor(
    readonly all: readonly Business[],
    services: CheckServices,
  ) {
    this.rules = once(
      all.flatMap((business) => Object.entries(business.processes)),
      'process',
    );
    const byKey = (of: (rules: ProcessRules) => Sql | undefined, none: Sql): Sql => {
      const cases = [...this.rules].flatMap(([key, rules]) => {
        const found = of(rules);
        return found ? [sql`WHEN ${literal(key)} THEN (${found})`] : [];
      });
      return cases.length > 0 ? sql`CASE p.key ${join(cases, ' ')} END` : none;
    };
    this.matter = byKey(({ matter }) => matter, sql`NULL::text`);
    this.maskedWords = byKey(({ maskedWords }) => maskedWords, sql`NULL::text[]`);
    this.rights = once(
      [COMMON_ROLES, ...all.map(({ roles = {} }) => roles)].flatMap((roles) => Object.entries(roles)),
      'role',
    );
    for (const [key, { checks, preconditions }] of this.rules) {
      if (checks) this.checks.set(key, typeof checks === 'function' ? checks(services) : checks);
      if (preconditions)
        this.preconditions.set(
          key,
          typeof preconditions === 'function' ? preconditions(services) : preconditions,
        );
    }
    const known = new Set([...performers(), ...Object.keys(COMMON_ROLES)]);
    for (const { name, roles = {} } of all)
      for (const role of Object.keys(roles))
        if (!known.has(role))
          throw new Error(`business '${name}' names the role '${role}', which no task has`);
    for (const [key, rules] of this.rules) {
      const named = { ...this.checks.get(key), ...this.preconditions.get(key), ...rules.readings };
      validate(key, rules, Object.keys(named), known);
    }
  }

  check(processKey: string, task: string, outcome: string): Check | undefined {
    return own(this.checks.get(processKey), `${task}/${outcome}`);
  }

  precondition(processKey: string, task: string, outcome: string): Precondition | undefined {
    return own(this.preconditions.get(processKey), `${task}/${outcome}`);
  }

  reading(processKey: string, task: string, outcome: string): Reading | undefined {
    return own(this.rules.get(processKey)?.readings, `${task}/${outcome}`);
  }

  /** The business of the duty register that a process belongs to. */
  dutyOf(processKey: string): DutyBusiness | undefined {
    return this.rules.get(processKey)?.duty;
  }

  /** Roles of staff who may send a message; empty: staff may not. */
  senders(processKey: string, message: string): readonly string[] {
    return own(this.rules.get(processKey)?.senders, message) ?? [];
  }

  /** Field of the input that names the office of a process that keeps its units apart; undefined: it does not. */
  officeField(processKey: string): string | undefined {
    return this.rules.get(processKey)?.unitsApart?.officeIn;
  }

  taskContext(processKey: string): TaskContextReader | undefined {
    return this.rules.get(processKey)?.taskContext;
  }

  /** Context of a task whose process adds none. */
  absentContext(): Readonly<Record<string, unknown>> {
    return Object.assign({}, ...[...this.rules.values()].map(({ taskContext }) => taskContext?.absent));
  }

  /** Requirements of the processes that a policy does not meet, beyond its limits. */
  policyGaps(policy: Policy): readonly Issue[] {
    return [...this.rules.values()].flatMap((rules) => rules.policyGaps?.(policy) ?? []);
  }

  /** Rules by process key. */
  entries(): readonly (readonly [string, ProcessRules])[] {
    return [...this.rules];
  }

  /** Keys of the processes whose cases a search finds. */
  searchedKeys(): readonly string[] {
    return this.entries().flatMap(([key, { searched }]) => (searched ? [key] : []));
  }

  /** Schemas that businesses add to the OpenAPI document. */
  schemas(): Readonly<Record<string, object>> {
    return Object.assign({}, ...this.all.map(({ schemas }) => schemas?.()));
  }

  rightsOf(role: string): RoleRights {
    return this.rights.get(role) ?? ORDINARY;
  }

  /** Every role that a task, a common right or a business names, in order. */
  roles(): readonly string[] {
    return [...new Set([...performers(), ...this.rights.keys()])].sort();
  }
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

function once<T>(entries: readonly (readonly [string, T])[], kind: string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const [name, value] of entries) {
    if (map.has(name)) throw new Error(`the ${kind} '${name}' is registered a second time`);
    map.set(name, value);
  }
  return map;
}

const versionsOf = (key: string): number[] =>
  processes.flatMap(({ definition }) => (definition.key === key ? [definition.version] : []));

const performers = (): string[] =>
  processes.flatMap(({ definition }) =>
    (Object.values(definition.tasks) as TaskDefinition[]).flatMap(({ by }) =>
      by === 'citizen' ? [] : [by.role],
    ),
  );

/** Accepts a name that any version of the process has: other versions never look it up. @throws {Error} */
function validate(
  key: string,
  rules: ProcessRules,
  outcomes: readonly string[],
  roles: ReadonlySet<string>,
): void {
  const refuse = (what: string): never => {
    throw new Error(`'${key}' is registered with ${what}`);
  };
  const versions = versionsOf(key);
  if (versions.length === 0) refuse('rules, but no process has this key');
  for (const name of outcomes) {
    const [task = '', outcome = ''] = name.split('/');
    if (!versions.some((version) => formOf(key, version, task, outcome)))
      refuse(`a check of '${name}', but has no such outcome`);
  }
  for (const message of Object.keys(rules.senders ?? {}))
    if (!versions.some((version) => messageForm(key, version, message)))
      refuse(`senders of '${message}', but has no such message`);
  for (const task of rules.handovers ?? []) {
    const isTask = processes.some(
      ({ definition }) => definition.key === key && Object.hasOwn(definition.tasks, task),
    );
    if (!isTask) refuse(`the handover '${task}', but has no such task`);
  }
  const named = [
    ...(rules.readers ?? []),
    ...Object.keys(rules.seenBy ?? {}),
    ...Object.values(rules.senders ?? {}).flat(),
  ];
  for (const role of named) if (!roles.has(role)) refuse(`the role '${role}', which no task has`);
}
