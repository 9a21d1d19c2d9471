import type pg from 'pg';

/** A list with its filters, measured for several accounts or letters. */
export interface ListCase {
  readonly kind: 'tasks' | 'timeline';
  readonly name: string;
  readonly requests: readonly { readonly path: string; readonly username: string }[];
  /** Whether a later page is measured too. */
  readonly deep: boolean;
}

const UNITS = 10;
const LETTERS = 100;
const DAY_MS = 86_400_000;

/** Every list that the console shows, by whom. */
export async function listCases(database: pg.Client): Promise<ListCase[]> {
  const { rows: units } = await database.query<{ code: string }>(BUSY_UNITS, [UNITS]);
  const clerks = units.map(({ code }) => `${code.toLowerCase()}.clerk`);
  const signers = units.map(({ code }) => `${code.toLowerCase()}.signer`);
  const [finished, open] = [await letters(database, true), await letters(database, false)];

  const list = (name: string, query: string, usernames: readonly string[], deep = false): ListCase => {
    const requests = usernames.map((username) => ({ path: `/api/v1/tasks${query}`, username }));
    return { kind: 'tasks', name, requests, deep };
  };
  const ofLetters = (name: string, ids: readonly string[], path: (id: string) => string): ListCase => {
    const requests = ids.map((id) => ({ path: path(id), username: 'mailbox.clerk' }));
    return { kind: name.startsWith('timeline') ? 'timeline' : 'tasks', name, requests, deep: false };
  };
  const soon = encodeURIComponent(new Date(Date.now() + DAY_MS).toISOString());
  return [
    list('my unit', '', clerks, true),
    list('mine', '?mine=true', clerks, true),
    list('mine, signer', '?mine=true', signers),
    list('claimable', '?claimable=true', clerks),
    list('my unit, stage', '?stage=inProgress', clerks),
    list('my unit, process key', '?processKey=mailbox-letter', clerks),
    list('my unit, due before tomorrow', `?dueBefore=${soon}`, clerks),
    ...['red', 'amber', 'green', 'none'].map((light) => list(`my unit, ${light}`, `?light=${light}`, clerks)),
    list('my unit, closed', '?state=closed', clerks, true),
    list('mine, closed', '?state=closed&mine=true', clerks, true),
    list('my unit, all', '?state=all', clerks),
    list('mailbox', '', ['mailbox.clerk'], true),
    list('mailbox, mine', '?mine=true', ['mailbox.clerk'], true),
    list('mailbox, closed', '?state=closed', ['mailbox.clerk'], true),
    list('mailbox, mine, closed', '?state=closed&mine=true', ['mailbox.clerk']),
    list('supervisor', '', ['supervisor'], true),
    list('supervisor, stage', '?stage=signOff', ['supervisor']),
    list('supervisor, due before tomorrow', `?dueBefore=${soon}`, ['supervisor']),
    ...['red', 'amber', 'green', 'none'].map((light) =>
      list(`supervisor, ${light}`, `?light=${light}`, ['supervisor']),
    ),
    {
      ...list('supervisor, unit', '', []),
      requests: units.map(({ code }) => ({ path: `/api/v1/tasks?unit=${code}`, username: 'supervisor' })),
    },
    ofLetters('tasks of a finished letter', finished, (id) => `/api/v1/tasks?state=all&processId=${id}`),
    ofLetters('tasks of an open letter', open, (id) => `/api/v1/tasks?processId=${id}`),
    ofLetters('timeline of a finished letter', finished, (id) => `/api/v1/processes/${id}/timeline`),
    ofLetters('timeline of an open letter', open, (id) => `/api/v1/processes/${id}/timeline`),
  ];
}

async function letters(database: pg.Client, finished: boolean): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(SOME_LETTERS, [finished, LETTERS]);
  return rows.map(({ id }) => id);
}

/** Those with the most open tasks, and that have a clerk and a signer of their own. */
const BUSY_UNITS = `
  SELECT t.unit AS code FROM task t
  WHERE t.state = 'open' AND EXISTS (SELECT 1 FROM account a WHERE a.unit_code = t.unit AND 'agency-signer' = ANY (a.roles))
  GROUP BY t.unit ORDER BY count(*) DESC LIMIT $1`;

const SOME_LETTERS = `
  SELECT id FROM process WHERE key = 'mailbox-letter' AND (ended_at IS NOT NULL) = $1 ORDER BY md5(id::text) LIMIT $2`;
