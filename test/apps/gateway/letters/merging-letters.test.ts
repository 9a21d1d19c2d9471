import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../../../support/gateway.js';
import { complete, openTask } from '../../../support/letters.js';
import { MergedLetters } from '../../../support/merged-letters.js';

const gateway = await startTestGateway();
const letters = new MergedLetters(gateway);
const { request, query } = gateway;
const as = 'mailbox.clerk';

const codeOf = async (answer: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await answer;
  return [status, body.code];
};

describe('the letter that another one is merged into', () => {
  it.each([
    ['number', (letter: { letterNo: string }) => letter.letterNo],
    ['number in small letters', (letter: { letterNo: string }) => letter.letterNo.toLowerCase()],
    ['id', (letter: { process: string }) => letter.process],
  ])('a merge target given by its %s becomes an id in the process', async (_, named) => {
    const [parent, child] = [await letters.send(), await letters.send()];

    const { status } = await letters.merge(child, parent, named(parent));

    expect(status).toBe(200);
    const [row] = await query<{ into: string }>(
      `SELECT facts ->> 'mergedInto' AS into FROM process WHERE id = $1`,
      [child.process],
    );
    expect(row!.into).toBe(parent.process);
  });

  it('the form of a merge asks for the number of the target', async () => {
    const { process } = await letters.send();

    const { body } = await request('GET', `/tasks/${await openTask(gateway, process, 'register')}`, { as });

    const { schema, example } = body.outcomes.find(({ name }: { name: string }) => name === 'merge');
    expect(schema.properties.decision.properties.into.description).toBe('并入的信件编号，例如 ZX2026000012');
    expect(example.decision).toEqual({ into: 'ZX2026000012' });
  });

  it('a merge target must exist', async () => {
    const [parent, child] = [await letters.send(), await letters.send()];

    expect(await codeOf(letters.merge(child, parent, 'ZX1999000001'))).toEqual([409, 'MERGE_TARGET_INVALID']);
    expect(await codeOf(letters.merge(child, parent, randomUUID()))).toEqual([409, 'MERGE_TARGET_INVALID']);
    expect(await codeOf(letters.merge(child, parent, 'the other one'))).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('a rejected letter cannot be a merge target', async () => {
    const [parent, child] = [await letters.send(), await letters.send()];
    await letters.refuse(parent, '请向人民法院提出。');

    const refused = await codeOf(letters.merge(child, parent));
    await letters.citizen('objections', parent, { text: '属于州政府职权。' });
    const objected = await codeOf(letters.merge(child, parent));

    expect([refused, objected]).toEqual([
      [409, 'MERGE_TARGET_INVALID'],
      [409, 'MERGE_TARGET_INVALID'],
    ]);
  });
});

describe('an accusation', () => {
  it('an accusation cannot be merged into another letter', async () => {
    const [accusation, other] = [await letters.send({ kind: 'REPORT' }), await letters.send()];

    expect(await codeOf(letters.merge(accusation, other))).toEqual([409, 'OUTCOME_NOT_ALLOWED']);
  });

  it('an accusation cannot be a merge target', async () => {
    const [accusation, other] = [await letters.send({ kind: 'REPORT' }), await letters.send()];

    expect(await codeOf(letters.merge(other, accusation))).toEqual([409, 'MERGE_JOINS_ACCUSATION']);
  });

  it('a letter found to be an accusation is no merge target and unknown once transferred', async () => {
    const [accusation, other] = [await letters.send(), await letters.send()];
    const decision = { class: 'REPORT' };
    await letters.does(accusation, 'register', as, 'accept', { decision });

    const inHand = await codeOf(letters.merge(other, accusation));
    await letters.does(accusation, 'assign', as, 'discipline');
    const handedOn = await letters.merge(other, accusation);
    const unknown = await letters.merge(other, accusation, 'ZX1999000001');

    expect(inHand).toEqual([409, 'MERGE_JOINS_ACCUSATION']);
    expect([handedOn.status, handedOn.body.detail]).toEqual([409, unknown.body.detail]);
  });

  it('a letter that has become an accusation cannot be merged', async () => {
    const [accusation, other] = [await letters.send(), await letters.send()];
    await query(`UPDATE process SET facts = facts || '{"confidential": true}' WHERE id = $1`, [
      accusation.process,
    ]);

    const answer = complete(gateway, accusation.process, {
      name: 'register',
      as,
      outcome: 'merge',
      decision: { into: other.letterNo },
    });

    expect(await codeOf(answer)).toEqual([409, 'MERGE_JOINS_ACCUSATION']);
  });
});
