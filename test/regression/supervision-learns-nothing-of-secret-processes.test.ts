import { randomUUID } from 'node:crypto';
import {
  PLATFORM,
  startSupervisionGateway,
  type SupervisionGateway,
} from '../support/supervision-gateway.js';

let gateway: SupervisionGateway;
beforeAll(async () => void (gateway = await startSupervisionGateway()));
afterAll(() => gateway?.close());

const request: SupervisionGateway['request'] = (...sent) => gateway.request(...sent);
const UNITS = ['522601', '522601-ZJJ', '522622', 'ZJJ', 'JYJ', 'QGZ', 'NONE'];
const SUPERVISORS = [PLATFORM, 'efficiency', 'supervisor'];

/** Inserts a running letter with a number, in which `units` take part. */
async function letter(
  options: { confidential?: boolean; hiddenFrom?: string[]; units?: string[] } = {},
): Promise<{ process: string; letterNo: string }> {
  const { units = ['QGZ'], ...secrecy } = options;
  const letterNo = `ZX${randomUUID().slice(0, 10)}`;
  const process = await gateway.letters.letter({ subject: letterNo, ...secrecy });
  await gateway.letters.query('UPDATE process SET units = $2 WHERE id = $1', [process, units]);
  await gateway.letters.query(
    `INSERT INTO letter (process_id, letter_no, query_code_hash, kind, title, wants_public, received_at)
     VALUES ($1, $2, '\\x00', 'COMPLAINT', '题', false, now())`,
    [process, letterNo],
  );
  return { process, letterNo };
}
const issueCard = (as: string, target: object, unit: string, key?: string) =>
  request(
    as,
    'POST /supervision/cards',
    { ...target, unit, level: 'yellow', reason: '办理情况不实' },
    key === undefined ? {} : { 'idempotency-key': key },
  );
/** Everything in a response that a caller can distinguish. */
const visibleOf = ({
  status,
  body: { requestId: _id, instance: _path, ...body },
}: Awaited<ReturnType<typeof request>>) => ({
  status,
  body,
});
const raised = (
  process: string,
  unit: string,
  level: 'yellow' | 'red' = 'yellow',
): Promise<string | null> => {
  const { letters } = gateway;
  return letters.transaction((tx) =>
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
};

it('a card for an accusation is answered like one for an unknown process', async () => {
  const accusation = await letter({ confidential: true, hiddenFrom: ['522601'] });
  const ordinary = await letter({ units: ['ZJJ'] });
  const used = `used-${randomUUID()}`;
  await issueCard(PLATFORM, { processId: ordinary.process }, 'ZJJ', used);

  for (const as of SUPERVISORS) {
    for (const key of [undefined, used]) {
      const nothing = visibleOf(await issueCard(as, { processId: randomUUID() }, 'ZJJ', key));
      for (const unit of UNITS) {
        for (const target of [{ processId: accusation.process }, { letterNo: accusation.letterNo }])
          expect(visibleOf(await issueCard(as, target, unit, key))).toEqual(nothing);
      }
    }
  }
});

it('an order to an accusation is answered like one to an unknown process', async () => {
  const { process, letterNo } = await letter({ confidential: true });
  const card = await raised(process, 'QGZ');
  const order = async (as: string, target: object) =>
    visibleOf(await request(as, 'POST /supervision/orders', { ...target, kind: 'urge', text: '请办理' }));
  const decide = async (as: string, id: string) =>
    visibleOf(
      await request(as, `POST /supervision/cards/${id}/decision`, { decision: 'revoke', reason: '误发' }),
    );

  for (const as of [PLATFORM, 'supervisor']) {
    const nothing = await order(as, { processId: randomUUID() });
    expect(await order(as, { processId: process })).toEqual(nothing);
    expect(await order(as, { letterNo })).toEqual(nothing);
  }
  for (const as of SUPERVISORS) expect(await decide(as, card!)).toEqual(await decide(as, randomUUID()));
});

it('a manual card for an accused unit is answered like one for an uninvolved unit', async () => {
  const { process } = await letter({ hiddenFrom: ['522601'], units: ['QGZ', 'ZJJ'] });
  const answer = async (unit: string) => {
    const { status, body } = await issueCard(PLATFORM, { processId: process }, unit);
    return [status, body.code, body.detail?.replaceAll(unit, '…')];
  };

  const other = await answer('522622');

  expect(other.slice(0, 2)).toEqual([422, 'UNIT_NOT_INVOLVED']);
  expect(await answer('522601')).toEqual(other);
  expect(await answer('522601-ZJJ')).toEqual(other);
  expect((await answer('ZJJ'))[0]).toBe(201);
});

it('the issuer of a manual card decides neither on it nor on its appeal', async () => {
  const process = await gateway.forwardedLetter('ZJJ');
  const { body: card } = await issueCard('supervisor', { processId: process }, 'ZJJ');
  const decision = (as: string) =>
    request(as, `POST /supervision/cards/${card.id}/decision`, { decision: 'revoke', reason: '误发' });
  expect((await decision('supervisor')).body.code).toBe('FOUR_EYES');
  const { body: appealed } = await request('zjj.clerk', `POST /cards/${card.id}/appeal`, {
    evidence: '转办材料缺失',
  });

  const [task] = await gateway.letters.query<{ number: number }>(
    `SELECT number FROM task WHERE process_id = $1 AND state = 'open'`,
    [appealed.appealProcessId],
  );
  const completed = await request(
    'supervisor',
    `POST /tasks/${appealed.appealProcessId}.${task!.number}/complete`,
    {
      outcome: 'uphold',
      content: { reason: '维持' },
    },
  );

  expect(completed).toMatchObject({ status: 409, body: { code: 'FOUR_EYES' } });
  expect((await decision('supervisor')).body.code).toBe('FOUR_EYES');
  expect((await decision('efficiency')).status).toBe(200);
});

describe('a complaint about the unit that runs the platform', () => {
  const events = async (
    after: number,
    more = '',
  ): Promise<{ subject: string; data: Record<string, unknown> }[]> =>
    (await request(PLATFORM, `GET /supervision/events?after=${after}${more}`)).body.items;

  it('a complaint about the unit of the platform is masked in feed and snapshot', async () => {
    const after = (await request(PLATFORM, 'GET /supervision/acks')).body.last as number;
    const { process, letterNo } = await letter({ hiddenFrom: ['JCJ'], units: ['JYJ'] });
    const card = await raised(process, 'JYJ');

    const [event] = await events(after);
    const { body: snapshot } = await request(PLATFORM, 'GET /supervision/snapshot?limit=200');
    const shown = snapshot.items.find(({ id }: { id: string }) => id === card);

    expect(event).toMatchObject({
      subject: process,
      data: { confidential: true, org: null, subject: { no: null } },
    });
    expect(shown).toMatchObject({ subject: null, unit: null, unitName: null });
    expect(JSON.stringify([event, shown])).not.toMatch(new RegExp(`${letterNo}|JYJ`));
    expect(await events(after, '&org=JYJ')).toEqual([]);
  });

  it('the platform cannot act on a complaint about its own unit', async () => {
    const { process, letterNo } = await letter({ hiddenFrom: ['JCJ'], units: ['JYJ'] });
    const nothing = visibleOf(await issueCard(PLATFORM, { processId: randomUUID() }, 'JYJ'));

    expect(visibleOf(await issueCard(PLATFORM, { processId: process }, 'JYJ'))).toEqual(nothing);
    expect(visibleOf(await issueCard(PLATFORM, { letterNo }, 'JYJ'))).toEqual(nothing);
    expect(
      (await request(PLATFORM, 'POST /supervision/orders', { letterNo, kind: 'order', text: '请办理' }))
        .status,
    ).toBe(404);
    expect((await issueCard('supervisor', { letterNo }, 'JYJ')).status).toBe(201);
  });

  it('a hidden process is masked for a client without a unit', async () => {
    const after = (await request(PLATFORM, 'GET /supervision/acks')).body.last as number;
    const { process } = await letter({ hiddenFrom: ['522601'], units: ['JYJ'] });
    await raised(process, 'JYJ');
    expect((await events(after))[0]!.subject).not.toBe(process);

    await gateway.letters.query('UPDATE oauth_client SET unit_code = NULL');
    await new Promise((resolve) => setTimeout(resolve, 5_100)); // clients are read again after five seconds

    expect((await events(after))[0]!.subject).toBe(process);
    await gateway.letters.query(`UPDATE oauth_client SET unit_code = 'JCJ'`);
  });
});

it('earlier events of a letter are masked once it becomes secret', async () => {
  const after = (await request(PLATFORM, 'GET /supervision/acks')).body.last as number;
  const { process, letterNo } = await letter({ units: ['JYJ'] });
  await raised(process, 'JYJ');
  await gateway.letters.query('UPDATE process SET confidential = true WHERE id = $1', [process]);

  const { body } = await request(PLATFORM, `GET /supervision/events?after=${after}`);

  expect(body.items[0]).toMatchObject({ subject: process, data: { confidential: true, org: null } });
  expect(JSON.stringify(body.items)).not.toContain(letterNo);
});
