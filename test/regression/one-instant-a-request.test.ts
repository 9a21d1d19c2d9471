import { startTestGateway } from '../support/gateway.js';
import { complete, sendLetter } from '../support/letters.js';

let now = Date.now();
const gateway = await startTestGateway({}, { now: () => now });
const { request, query } = gateway;

it('a letter is received, numbered and started at the instant of its request', async () => {
  now = Date.parse('2026-12-31T23:59:59.999+08:00');
  const letter = await sendLetter(gateway);

  const [row] = await query(
    `SELECT p.started_at, l.received_at, c.accepted_at FROM process p
     JOIN letter l ON l.process_id = p.id JOIN command c ON c.process_id = p.id WHERE p.id = $1`,
    [letter.process],
  );

  const instant = new Date(now);
  expect(row).toEqual({ started_at: instant, received_at: instant, accepted_at: instant });
  expect(letter.letterNo).toMatch(/^ZX2026/);
});

it('a request reads the clock once', async () => {
  const midnight = Date.parse('2028-01-01T00:00:00+08:00');
  now = midnight - 1;
  const ticking = setInterval(() => (now += 60_000), 1);
  const letters = await Promise.all(Array.from({ length: 5 }, () => sendLetter(gateway)));
  clearInterval(ticking);

  const rows = await query<{ same: boolean; year: string; letter_no: string }>(
    `SELECT p.started_at = l.received_at AND l.received_at = c.accepted_at AS same, l.letter_no,
       to_char(l.received_at AT TIME ZONE 'Asia/Shanghai', 'YYYY') AS year
     FROM process p JOIN letter l ON l.process_id = p.id JOIN command c ON c.process_id = p.id
     WHERE p.id = ANY($1)`,
    [letters.map(({ process }) => process)],
  );

  expect(rows.filter(({ same }) => same)).toHaveLength(5);
  for (const { letter_no: number, year } of rows) expect(number).toMatch(new RegExp(`^ZX${year}`));
});

it('receivedAfter includes the instant of receipt and receivedBefore excludes it', async () => {
  const as = 'mailbox.clerk';
  for (let index = 0; index < 10; index += 1) {
    now = Date.now() + index;
    const { letterNo } = await sendLetter(gateway);
    const find = async (filter: string) =>
      (await request('GET', `/letters?letterNo=${letterNo}${filter}`, { as })).body.items;
    const [letter] = await find('');
    const at = encodeURIComponent(letter.receivedAt);

    expect(await find(`&receivedAfter=${at}`)).toHaveLength(1);
    expect(await find(`&receivedBefore=${at}`)).toEqual([]);
  }
});

it('letters are listed by receipt, each on one page', async () => {
  const as = 'mailbox.clerk';
  const seen: { receivedAt: string; letterNo: string }[] = [];
  let cursor: string | null = null;
  do {
    const query = `/letters?limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const { body } = await request('GET', query, { as });
    seen.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);

  const instants = seen.map(({ receivedAt }) => receivedAt);
  expect(instants).toEqual([...instants].sort().reverse());
  const [{ count }] = (await query('SELECT count(*)::int FROM letter')) as [{ count: number }];
  expect(new Set(seen.map(({ letterNo }) => letterNo)).size).toBe(count);
});

it('a suspension leaves the writer the time that was left', async () => {
  now = Date.now();
  const { process, letterNo, queryCode } = await sendLetter(gateway);
  await complete(gateway, process, { name: 'register', as: 'mailbox.clerk', outcome: 'askForMore' });
  const waitsUntil = async (): Promise<string | null> =>
    (await request('POST', '/public/letters/lookup', { body: { letterNo, queryCode } })).body.waitsUntil;
  const operate = (what: string) =>
    request('POST', `/processes/${process}/${what}`, { as: 'supervisor', body: { reason: '核查' } });
  const before = await waitsUntil();

  now = Date.now();
  await operate('suspend');
  const during = await waitsUntil();
  await new Promise((resolve) => setTimeout(resolve, 300));
  now = Date.now();
  await operate('resume');

  const [moved] = await query<{ data: { from: string; to: string } }>(
    `SELECT data FROM timeline_entry WHERE process_id = $1 AND type = 'limit.moved'`,
    [process],
  );
  const { from, to } = moved!.data;
  expect(before).not.toBeNull();
  expect(during).toBeNull();
  expect(await waitsUntil()).toBe(to);
  expect(Date.parse(to) - Date.parse(from)).toBeGreaterThanOrEqual(290);
});
