import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { letterRoute } from '../../domain/letters/letter-route.js';
import { Projection } from '../../domain/cases/read-model/projection.js';
import { SUPERVISING_OFFICES } from '../../infra/database/seeds/units.js';
import type { Actor } from '../../apps/gateway/platform/identity/actor.js';
import { queryRows } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import { workflowType } from '../../workflows/engine/definition/commands.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import { explore } from '../../workflows/engine/analysis/explore.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import { formsByType } from '../../workflows/forms.js';
import { processes } from '../../workflows/registry.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fixedTimeLimits } from '../support/fixed-time-limits.js';
import { letterSituations } from '../support/letter-situations.js';
import { processInputs } from '../support/process-inputs.js';
import { registeredVisibility } from '../support/visibility.js';

const visibility = registeredVisibility();

let database: TestDatabase;
let projection: Projection;
let accounts: Actor[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { dataSource } = database;
  projection = new Projection({
    dataSource,
    timeLimits: fixedTimeLimits,
    wakeSlaMonitor: () => undefined,
    processes,
  });
  accounts = await dataSource.query(
    `SELECT a.id, a.username, a.title, a.unit_code AS unit, u.path AS "unitPath", a.roles,
       ARRAY(SELECT b.code FROM unit b WHERE a.unit_code = ANY (b.path)) AS "unitsBelow",
       ARRAY[a.unit_code] AS "ownUnits", u.kin AS "unitKin", '[]'::jsonb AS "ownShares", '{}'::text[] AS "actsFor"
     FROM account a JOIN unit u ON u.code = a.unit_code`,
  );
});
afterAll(() => database.drop());

interface Secrecy {
  readonly confidential?: boolean;
  readonly hiddenFrom?: readonly string[];
}

/** Projects a process with these events. @returns its id */
async function project(
  type: { key: string; version: number },
  input: unknown,
  secrecy: Secrecy,
  events: readonly ProcessEvent[],
): Promise<string> {
  const id = randomUUID();
  await database.dataSource.query(
    `INSERT INTO process (id, key, version, subject, state, input, confidential, hidden_from, started_at)
     VALUES ($1, $2, $3, 'x', 'starting', $4, $5, $6, now())`,
    [
      id,
      type.key,
      type.version,
      JSON.stringify(input),
      secrecy.confidential ?? false,
      secrecy.hiddenFrom ?? [],
    ],
  );
  const { key, version } = type;
  // The simulation numbers its commands; in the read model they have ids.
  const projected = events.map((event) => ('command' in event ? { ...event, command: id } : event));
  await projection.project({ process: id, key, version, events: projected });
  return id;
}

/** User names of those who see an open task and may complete it. */
async function performers(process: string, number: number): Promise<string[]> {
  const [task]: { unit: string; role: string }[] = await database.dataSource.query(
    `SELECT unit, role FROM task WHERE process_id = $1 AND number = $2 AND state = 'open'`,
    [process, number],
  );
  if (!task) throw new Error(`no open task ${number}`);
  if (task.role === 'citizen') return ['citizen'];
  const able = accounts.filter(({ unit, roles }) => unit === task.unit && roles.includes(task.role));
  const seeing = await Promise.all(
    able.map(async (actor) => {
      const rows = await queryRows(
        database.dataSource,
        sql`SELECT 1 FROM task t JOIN process p ON p.id = t.process_id
          WHERE t.process_id = ${process} AND t.number = ${number} AND ${visibility.tasks(actor)}`,
      );
      return rows.length > 0 ? [actor.username] : [];
    }),
  );
  return seeing.flat();
}

const KINDS = ['CONSULT', 'COMPLAINT', 'REPORT'];
const NAMED = [
  [],
  ['ZJJ'],
  ['522601'],
  ['QGZ'],
  ['ZFB'],
  ['XFJ'],
  ['JCJ'],
  ['QGZ', 'JCJ'],
  ['ZFB', 'JCJ'],
  ['XFJ', 'JCJ'],
  ['QGZ', 'XFJ'],
];
const letter = processes.find(({ definition }) => definition.key === 'mailbox-letter')!.definition;

it.each(KINDS.flatMap((kind) => NAMED.map((named) => [kind, named] as const)))(
  'every task of a letter of kind %s that names %j has an account that may complete it',
  async (kind, namedUnits) => {
    const hiddenFrom = kind === 'CONSULT' ? [] : namedUnits;
    const { hiddenFrom: _hidden, ...route } = (await letterRoute(database.dataSource, hiddenFrom))!;
    const accusing = kind === 'CONSULT' && (await letterRoute(database.dataSource, namedUnits));
    const input = { ...route, kind, namedUnits, wantsPublic: true, ...(accusing && { accusing }) };
    // A unit that it is about, and another one.
    const leads = ['JYJ', ...(kind === 'COMPLAINT' ? namedUnits.slice(0, 1) : [])];
    const assign = leads.map((lead) => ({ class: 'COMPLAINT', lead, coUnits: [] }));
    const found = await letterSituations(input, {
      decisions: {
        'register/accept': ['COMPLAINT', 'REPORT'].map((letterClass) => ({ class: letterClass })),
        'reconsider/accept': ['COMPLAINT', 'REPORT'].map((letterClass) => ({ class: letterClass })),
        'register/dispatch': assign,
        'assign/assign': assign,
        'superiorRule/assign': assign,
      },
    });

    const nobody: string[] = [];
    for (const { task, events } of found) {
      const process = await project(letter, input, { confidential: kind === 'REPORT', hiddenFrom }, events);
      if ((await performers(process, task.number)).length === 0) nobody.push(`${task.name} ${task.unit}`);
    }

    expect(found.length).toBeGreaterThan(kind === 'REPORT' ? 2 : 20);
    expect(nobody).toEqual([]);
  },
);

it.each(['QGZ', 'ZFB', 'XFJ', 'JCJ', 'ZJJ'])(
  'every task of a letter that triage finds to be about %s has an account that may complete it',
  async (named) => {
    for (const letterClass of ['COMPLAINT', 'REPORT']) {
      const input = { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: true };
      const route = (await letterRoute(database.dataSource, [named]))!;
      const accept = [{ class: letterClass, namedUnits: [named] }];
      const found = await letterSituations(input, {
        route,
        decisions: { 'register/accept': accept, 'reconsider/accept': accept },
      });

      const nobody: string[] = [];
      for (const { task, events } of found) {
        const process = await project(letter, input, {}, events);
        if ((await performers(process, task.number)).length === 0) nobody.push(`${task.name} ${task.unit}`);
      }

      expect(nobody).toEqual([]);
    }
  },
);

describe.each(
  processes
    .filter(({ definition }) => definition.key !== 'mailbox-letter')
    .map((process) => ({ type: workflowType(process.definition), process })),
)('$type', ({ type, process }) => {
  /** What follows from a card is as secret as the process of the card. */
  const secrecies: readonly (Secrecy & { readonly office?: string })[] = [
    'card-appeal',
    'accountability',
  ].includes(process.definition.key)
    ? [
        {},
        { confidential: true },
        { hiddenFrom: ['ZFB'], office: SUPERVISING_OFFICES[1] },
        { confidential: true, hiddenFrom: ['ZFB'], office: SUPERVISING_OFFICES[1] },
      ]
    : [{}];

  it(`every open task of ${type} has an account that may complete it`, async () => {
    const forms = formsByType[type]!;
    for (const { office, ...secrecy } of secrecies) {
      const input = { ...(processInputs[type] as object), ...(office !== undefined && { office }) };
      const opened = new Map<string, { number: number; events: ProcessEvent[] }>();
      const openTasks = jest.spyOn(Simulation.prototype, 'openTasks').mockImplementation(function (
        this: Simulation,
      ) {
        const tasks = [...this.run.tasks.open.values()];
        for (const { name, unit, number } of tasks) {
          if (!opened.has(`${name} ${unit}`))
            opened.set(`${name} ${unit}`, { number, events: [...this.events] });
        }
        return tasks;
      });
      await explore(process, {
        input,
        sample: (kind, task, outcome) => {
          if (kind === 'step') return forms.steps?.[task]?.example;
          if (kind === 'task') return forms.tasks[task]?.[outcome]?.example.decision;
          return forms[kind === 'signal' ? 'signals' : 'messages']?.[task]?.example.decision;
        },
      });
      openTasks.mockRestore();

      const nobody: string[] = [];
      for (const [name, { number, events }] of opened) {
        const id = await project(process.definition, input, secrecy, events);
        if ((await performers(id, number)).length === 0) nobody.push(name);
      }

      expect(opened.size).toBeGreaterThan(0);
      expect(nobody).toEqual([]);
    }
  });
});
