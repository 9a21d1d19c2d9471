import { randomUUID } from 'node:crypto';
import { processes } from '../../workflows/registry.js';
import { startSupervisionGateway, type SupervisionGateway } from '../support/supervision-gateway.js';

let gateway: SupervisionGateway;
beforeAll(async () => void (gateway = await startSupervisionGateway()));
afterAll(() => gateway?.close());

const request: SupervisionGateway['request'] = (...sent) => gateway.request(...sent);
const query = <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  gateway.letters.query<T>(sql, values);

/** A letter that its registering office has on its desk, too late, and the card for that. */
async function lateLetter(
  options: {
    confidential?: boolean;
    hiddenFrom?: string[];
    unit?: string;
    level?: 'yellow' | 'accountability';
  } = {},
): Promise<{ process: string; card: string }> {
  const { unit = 'QGZ', level = 'yellow', ...secrecy } = options;
  const process = await gateway.letters.letter(secrecy);
  await query(`UPDATE process SET units = $2 WHERE id = $1`, [process, [unit]]);
  await query(
    `INSERT INTO task (process_id, number, process_key, name, stage, unit, role, state, opened_at)
     VALUES ($1, 1, 'mailbox-letter', 'register', 'submitted', $2, 'mailbox-office', 'open', now())`,
    [process, unit],
  );
  const { letters } = gateway;
  await letters.cards.ready();
  const card = await letters.transaction((tx) =>
    letters.cards.raise(tx, {
      process,
      unit,
      level,
      at: Date.now(),
      source: 'auto',
      reason: '逾期',
      threshold: level,
    }),
  );
  return { process, card: card! };
}

interface Secrecy {
  readonly confidential: boolean;
  readonly hidden_from: string[];
}
const secrecyOf = async (process: string): Promise<Secrecy> =>
  (
    await query<Secrecy>(
      `SELECT confidential OR facts @> '{"confidential": true}' AS confidential, hidden_from FROM process WHERE id = $1`,
      [process],
    )
  )[0]!;
const statuses = async (path: string, ...accounts: string[]): Promise<number[]> =>
  (await Promise.all(accounts.map((as) => request(as, `GET ${path}`)))).map(({ status }) => status);
const taskOf = async (process: string): Promise<{ id: string; unit: string }> =>
  (
    await until(() =>
      query<{ id: string; unit: string }>(
        `SELECT process_id || '.' || number AS id, unit FROM task WHERE process_id = $1 AND state = 'open'`,
        [process],
      ),
    )
  )[0]!;

async function until<T>(read: () => Promise<T[]>): Promise<T[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const rows = await read();
    if (rows.length > 0) return rows;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing came');
}

it('knows of every process whether it refers to another one', () => {
  const refers: Readonly<Record<string, boolean>> = {
    'card-appeal': true, // to the process of the card, by its input
    accountability: true, // likewise
    'campaign-department': true, // to its parent
    'mailbox-letter': false, // what it is merged into is no secret letter, and no part of it
    'service-item-campaign': false,
    'column-arrangement': false,
    survey: false,
    'online-interview': false,
    consultation: false,
  };

  const keys = new Set(processes.map(({ definition }) => definition.key));

  expect(Object.keys(refers).sort()).toEqual([...keys].sort());
});

it('the evidence of an appeal in an accusation is shown to its decider only', async () => {
  const { process, card } = await lateLetter({ confidential: true, hiddenFrom: ['522601'] });
  const file = randomUUID();
  await query(
    `INSERT INTO attachment (id, uploaded_by, uploader, name, media_type, size, sha256)
     SELECT $1, id::text, id, 'a.png', 'image/png', 1, '\\x00' FROM account WHERE username = 'mailbox.clerk'`,
    [file],
  );

  const appealed = await request('mailbox.clerk', `POST /cards/${card}/appeal`, {
    evidence: '举报件涉及凯里市领导，登记需核实',
    attachmentIds: [file],
  });
  expect(appealed.status).toBe(200);
  const appeal = appealed.body.appealProcessId as string;

  expect(await secrecyOf(appeal)).toEqual(await secrecyOf(process));
  const others = [
    'zfb.clerk',
    'zfb.signer',
    'efficiency',
    'discipline.clerk',
    'mailbox.reviewer',
    'kaili.clerk',
  ];
  for (const path of [`/processes/${appeal}`, `/processes/${appeal}/content`, `/attachments/${file}`])
    expect(await statuses(path, ...others)).toEqual(others.map(() => 404));
  const { id } = await taskOf(appeal);
  expect(await statuses(`/processes/${appeal}/content`, 'supervisor')).toEqual([200]);
  const decided = await request('supervisor', `POST /tasks/${id}/complete`, {
    outcome: 'uphold',
    content: { reason: '理由不成立' },
  });
  expect(decided.status).toBe(200);
  await until(() => query(`SELECT 1 FROM card WHERE id = $1 AND state = 'upheld'`, [card]));
  expect(await statuses(`/processes/${appeal}`, 'supervisor')).toEqual([404]);
});

it('a proposal of accountability in an accusation is as secret as the accusation', async () => {
  const { process } = await lateLetter({
    confidential: true,
    hiddenFrom: ['522601'],
    level: 'accountability',
  });

  const [begun] = await query<{ id: string }>(
    `SELECT id FROM process WHERE key = 'accountability' AND input ->> 'process' = $1`,
    [process],
  );

  expect(await secrecyOf(begun!.id)).toEqual(await secrecyOf(process));
});

it('what follows from a complaint about the supervising office goes to the other one', async () => {
  const { card } = await lateLetter({ hiddenFrom: ['ZFB'] });
  const { process } = await lateLetter({ hiddenFrom: ['ZFB'], level: 'accountability' });

  const { body } = await request('mailbox.clerk', `POST /cards/${card}/appeal`, { evidence: '登记须核实' });

  const task = await taskOf(body.appealProcessId);
  expect(task.unit).toBe('XFJ');
  expect(await statuses(`/tasks/${task.id}`, 'petition.supervisor', 'supervisor')).toEqual([200, 404]);
  const decided = await request('petition.supervisor', `POST /tasks/${task.id}/complete`, {
    outcome: 'revoke',
    content: { reason: '属实' },
  });
  expect(decided.status).toBe(200);
  const [accountability] = await query<{ office: string }>(
    `SELECT input ->> 'office' AS office FROM process WHERE key = 'accountability' AND input ->> 'process' = $1`,
    [process],
  );
  expect(accountability).toEqual({ office: 'XFJ' });
});

it('an appeal becomes secret when its letter becomes an accusation afterwards', async () => {
  const process = await gateway.forwardedLetter('ZJJ');
  const { letters } = gateway;
  const card = await letters.transaction((tx) =>
    letters.cards.raise(tx, {
      process,
      unit: 'ZJJ',
      level: 'yellow',
      at: Date.now(),
      source: 'auto',
      reason: '逾期',
      threshold: 'yellow',
    }),
  );
  const { body } = await request('zjj.clerk', `POST /cards/${card}/appeal`, { evidence: '转办材料缺失' });
  const appeal = body.appealProcessId as string;
  expect(await statuses(`/processes/${appeal}`, 'zfb.clerk')).toEqual([200]);
  const step = async (as: string, outcome: string, more: object = {}): Promise<void> => {
    const { id } = await taskOf(process);
    const { status, body: reply } = await request(as, `POST /tasks/${id}/complete`, { outcome, ...more });
    expect({ status, reply }).toMatchObject({ status: 200 });
  };

  await step('zjj.clerk', 'dispute', {
    decision: { reason: 'NOT_OUR_DUTY' },
    content: { explanation: '属检举事项' },
  });
  await step('mailbox.clerk', 'agree');
  await step('mailbox.clerk', 'discipline');

  expect((await secrecyOf(process)).confidential).toBe(true);
  expect((await secrecyOf(appeal)).confidential).toBe(true);
  expect(await statuses(`/processes/${appeal}`, 'zfb.clerk', 'efficiency')).toEqual([404, 404]);
});
