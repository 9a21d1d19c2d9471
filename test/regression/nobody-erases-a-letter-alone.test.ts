/** The attacks on erasing: alone, by or of an accused unit, of an accusation that its body does not have. */
import { describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../support/gateway.js';
import { complete, letterInProgress, sendLetter, type SentLetter } from '../support/letters.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const propose = (letter: SentLetter, as = 'admin.security'): Promise<Answer> =>
  request('POST', '/erasures', { as, body: { letterNo: letter.letterNo, reason: '来信人申请' } });
const act = (id: string, does: string, as: string, body?: object): Promise<Answer> =>
  request('POST', `/erasures/${id}/${does}`, { as, ...(body && { body }) });
const isErased = async ({ process }: SentLetter): Promise<boolean> => {
  const [row] = await query<{ erased: boolean }>(
    'SELECT erased_at IS NOT NULL AS erased FROM letter WHERE process_id = $1',
    [process],
  );
  return row!.erased;
};
const actsOn = async (id: string, as: string): Promise<string[] | undefined> =>
  (await request('GET', '/erasures?limit=50', { as })).body.items.find((one: { id: string }) => one.id === id)
    ?.acts;
/** An accusation of ZJJ that the discipline body may take over. */
async function accusation(): Promise<SentLetter> {
  const letter = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['ZJJ'] });
  await complete(gateway, letter.process, {
    name: 'register',
    as: 'mailbox.clerk',
    outcome: 'accept',
    decision: { class: 'REPORT' },
  });
  await complete(gateway, letter.process, { name: 'assign', as: 'mailbox.clerk', outcome: 'discipline' });
  return letter;
}

describe('an ordinary letter', () => {
  it('a proposal erases nothing until another person confirms it', async () => {
    const letter = await letterInProgress(gateway);
    const proposed = await propose(letter);

    expect(proposed).toMatchObject({ status: 202, body: { state: 'proposed', acts: ['withdraw'] } });
    expect(await isErased(letter)).toBe(false);
    expect((await act(proposed.body.id, 'confirm', 'admin.security')).body.code).toBe('SECOND_PERSON_NEEDED');
    expect(await isErased(letter)).toBe(false);
    expect(await act(proposed.body.id, 'confirm', 'supervisor')).toMatchObject({
      status: 200,
      body: { state: 'confirmed', acts: [] },
    });
    expect(await isErased(letter)).toBe(true);
    expect((await propose(letter)).body.code).toBe('ERASURE_STATE');
  });

  it('who reads letters of a unit neither proposes nor confirms', async () => {
    const letter = await letterInProgress(gateway);
    const { body } = await propose(letter);

    expect((await propose(letter, 'zjj.clerk')).body.code).toBe('FORBIDDEN');
    expect((await act(body.id, 'confirm', 'zjj.signer')).body.code).toBe('FORBIDDEN');
    expect((await act(body.id, 'confirm', 'mailbox.clerk')).body.code).toBe('FORBIDDEN');
    expect((await act(body.id, 'confirm', 'admin.audit')).body.code).toBe('FORBIDDEN');
    expect(await isErased(letter)).toBe(false);
  });

  it('a rejected or withdrawn proposal is not confirmed any more', async () => {
    const letter = await letterInProgress(gateway);
    const first = (await propose(letter, 'mailbox.clerk')).body.id;
    expect((await propose(letter)).body.code).toBe('ERASURE_STATE');
    expect((await act(first, 'reject', 'supervisor', { reason: '仍在办理' })).status).toBe(200);
    expect((await act(first, 'confirm', 'supervisor')).body.code).toBe('ERASURE_STATE');

    const second = (await propose(letter)).body.id;
    expect((await act(second, 'withdraw', 'mailbox.clerk')).body.code).toBe('FORBIDDEN');
    expect((await act(second, 'withdraw', 'admin.security')).status).toBe(200);
    expect((await act(second, 'confirm', 'supervisor')).body.code).toBe('ERASURE_STATE');
    expect(await isErased(letter)).toBe(false);
  });

  it('the database refuses one person for both', async () => {
    const { body } = await propose(await letterInProgress(gateway));

    await expect(
      query(
        `UPDATE erasure SET state = 'confirmed', decided_by = proposed_by, decided_at = now() WHERE id = $1`,
        [body.id],
      ),
    ).rejects.toThrow('erasure_two_persons_check');
  });

  it('each step is an entry of the audit log that names the letter', async () => {
    const letter = await letterInProgress(gateway);
    const { body } = await propose(letter);
    await act(body.id, 'confirm', 'supervisor');

    const entries = await query(
      `SELECT action, subject, reason FROM audit_entry WHERE processes @> ARRAY[$1::uuid] AND action LIKE 'letter.erase%' ORDER BY id`,
      [letter.process],
    );
    expect(entries).toEqual([
      { action: 'letter.erase.propose', subject: letter.process, reason: '来信人申请' },
      { action: 'letter.erase', subject: letter.process, reason: '来信人申请' },
    ]);
  });
});

describe('a letter that accuses a unit', () => {
  it('an administrator of the accused unit learns of no letter', async () => {
    const letter = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['XXB'] });

    const answers = [await propose(letter), await propose({ ...letter, letterNo: 'ZX2026999999' })];

    expect(answers.map(({ status, body }) => [status, body.code, body.detail])).toEqual(
      Array(2).fill([404, 'NOT_FOUND', answers[0]!.body.detail]),
    );
    expect(await isErased(letter)).toBe(false);
  });

  it('what a unit has proposed is not confirmed once the letter accuses it', async () => {
    const letter = await sendLetter(gateway);
    const { body } = await propose(letter);
    await query(`UPDATE process SET hidden_from = '{XXB}' WHERE id = $1`, [letter.process]);

    expect((await act(body.id, 'confirm', 'supervisor')).body.code).toBe('FORBIDDEN');
    expect(await isErased(letter)).toBe(false);
  });

  it('an accusation is erased by the body that has taken it over', async () => {
    const letter = await accusation();
    const { id } = (await propose(letter)).body;

    expect((await act(id, 'confirm', 'supervisor')).status).toBe(404);
    expect(await actsOn(id, 'supervisor')).toBeUndefined();
    expect((await act(id, 'confirm', 'discipline.clerk')).body.code).toBe('ERASURE_TOO_EARLY');
    expect(await isErased(letter)).toBe(false);

    await complete(gateway, letter.process, { name: 'takeOver', as: 'discipline.clerk', outcome: 'take' });
    expect(await actsOn(id, 'discipline.clerk')).toEqual(['confirm', 'reject']);
    expect((await act(id, 'confirm', 'discipline.clerk')).status).toBe(200);
    expect(await isErased(letter)).toBe(true);
  });

  it('a proposal does not tell whether the letter is an accusation', async () => {
    const [secret, ordinary] = [await propose(await accusation()), await propose(await sendLetter(gateway))];
    const shape = ({ status, body }: Answer) => ({
      status,
      body: { ...body, id: '', letterNo: '', proposedAt: '' },
    });

    expect(shape(secret)).toEqual(shape(ordinary));
  });
});
