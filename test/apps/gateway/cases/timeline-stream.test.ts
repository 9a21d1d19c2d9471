import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { openStream, type OpenStream } from '../../../support/event-stream.js';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, sendLetter } from '../../../support/letters.js';

const gateway = await startTestGateway();
const { request, query, signIn } = gateway;
let url: string;
const open: OpenStream[] = [];

beforeAll(async () => {
  await gateway.app.listen(0, '127.0.0.1');
  url = await gateway.app.getUrl();
});
afterAll(() => open.forEach((stream) => stream.close()));

async function follow(process: string, token: string, after?: number): Promise<OpenStream> {
  const stream = await openStream(`${url}/api/v1/processes/${process}/events`, {
    authorization: `Bearer ${token}`,
    ...(after !== undefined && { 'last-event-id': String(after) }),
  });
  open.push(stream);
  return stream;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const lastSeq = async (process: string): Promise<number> =>
  (await query<{ timeline_seq: number }>('SELECT timeline_seq FROM process WHERE id = $1', [process]))[0]!
    .timeline_seq;

describe('a timeline that is followed', () => {
  it('a timeline stream sends old and new entries and resumes after a break', async () => {
    const { process } = await sendLetter(gateway);
    const token = await signIn('mailbox.clerk');
    const first = await follow(process, token);
    expect(first).toMatchObject({ status: 200, type: 'text/event-stream; charset=utf-8' });
    const begun = await lastSeq(process);
    expect(await first.until(begun)).toEqual(upTo(begun));

    await complete(gateway, process, { name: 'register', as: 'mailbox.clerk', outcome: 'accept' });
    const accepted = await lastSeq(process);
    expect(await first.until(accepted)).toEqual(upTo(accepted));
    first.close();

    await complete(gateway, process, { name: 'assign', as: 'mailbox.clerk', outcome: 'assign' });
    const assigned = await lastSeq(process);
    const second = await follow(process, token, accepted);
    const third = await follow(process, token, 1);
    expect(await second.until(assigned - accepted)).toEqual(upTo(assigned).slice(accepted));
    expect(await third.until(assigned - 1)).toEqual(upTo(assigned).slice(1));
  });

  it('a timeline stream ends with the token', async () => {
    const { process } = await sendLetter(gateway);
    const [account] = await query<{ id: string; token_version: number }>(
      `SELECT id, token_version FROM account WHERE username = 'supervisor'`,
    );
    const [key] = await query<{ id: string; secret: string }>('SELECT id, secret FROM signing_key');
    await signIn('supervisor');
    const [session] = await query<{ id: string }>('SELECT id FROM staff_session WHERE account_id = $1', [
      account!.id,
    ]);
    const short = await new SignJWT({ kind: 'staff', version: account!.token_version, session: session!.id })
      .setProtectedHeader({ alg: 'HS256', kid: key!.id })
      .setIssuer('duban')
      .setSubject(account!.id)
      .setExpirationTime(Math.floor(Date.now() / 1000) + 2)
      .sign(Buffer.from(key!.secret, 'base64url'));

    const stream = await follow(process, short);
    await stream.until(3);
    expect(stream.ended).toBe(false);
    await sleep(3000);
    expect(stream.ended).toBe(true);
  });

  it('a timeline stream ends before an entry that makes the process secret', async () => {
    const { process } = await sendLetter(gateway);
    const stream = await follow(process, await signIn('supervisor'));
    const open = await lastSeq(process);
    await stream.until(open);

    const decision = { class: 'REPORT' };
    await complete(gateway, process, { name: 'register', as: 'mailbox.clerk', outcome: 'accept', decision });
    await complete(gateway, process, { name: 'assign', as: 'mailbox.clerk', outcome: 'discipline' });
    await sleep(1500);
    expect(stream.ended).toBe(true);
    const [secret] = await query<{ seq: number }>(
      `SELECT min(e.seq) AS seq FROM timeline_entry e JOIN task t ON t.process_id = e.process_id AND t.number = e.task
       WHERE e.process_id = $1 AND t.name = 'takeOver'`,
      [process],
    );
    expect(Math.max(...stream.seqs)).toBeLessThan(secret!.seq);
  });

  it('a timeline stream is refused like the timeline', async () => {
    const { process } = await sendLetter(gateway);

    expect((await follow(process, await signIn('kaili.clerk'))).status).toBe(404);
    expect((await request('GET', `/processes/${process}/events`)).status).toBe(401);
    const odd = await request('GET', `/processes/${process}/events`, {
      as: 'mailbox.clerk',
      headers: { 'last-event-id': 'x' },
    });
    expect(odd.body).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ field: 'Last-Event-ID' }] });
  });
});
