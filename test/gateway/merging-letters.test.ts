import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startTestGateway } from '../support/gateway.js';
import { openTask } from '../support/letters.js';
import { MergedLetters } from '../support/merged-letters.js';

const gateway = await startTestGateway();
const letters = new MergedLetters(gateway);
const { ask, query } = gateway;
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
  ])('is named by its %s, and the process learns the id', async (_, named) => {
    const [parent, child] = [await letters.send(), await letters.send()];

    const { status } = await letters.merge(child, parent, named(parent));

    expect(status).toBe(200);
    const [row] = await query<{ into: string }>(
      `SELECT facts ->> 'mergedInto' AS into FROM process WHERE id = $1`,
      [child.process],
    );
    expect(row!.into).toBe(parent.process);
  });

  it('is asked for by its number', async () => {
    const { process } = await letters.send();

    const { body } = await ask('GET', `/tasks/${await openTask(gateway, process, 'register')}`, { as });

    const { schema, example } = body.outcomes.find(({ name }: { name: string }) => name === 'merge');
    expect(schema.properties.decision.properties.into.description).toBe('并入的信件编号,例如 ZX2026000012');
    expect(example.decision).toEqual({ into: 'ZX2026000012' });
  });

  it('has a number that exists', async () => {
    const [parent, child] = [await letters.send(), await letters.send()];

    expect(await codeOf(letters.merge(child, parent, 'ZX1999000001'))).toEqual([409, 'MERGE_TARGET_INVALID']);
    expect(await codeOf(letters.merge(child, parent, randomUUID()))).toEqual([409, 'MERGE_TARGET_INVALID']);
    expect(await codeOf(letters.merge(child, parent, 'the other one'))).toEqual([400, 'VALIDATION_FAILED']);
  });
});
