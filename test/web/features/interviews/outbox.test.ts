import { describe, expect, it } from '@jest/globals';
import { NetworkError, ProblemError, type Problem } from '../../../../apps/web/src/api/problem.js';
import { Outbox, type OutboxItem } from '../../../../apps/web/src/features/interviews/outbox.js';

type Item = OutboxItem<string>;

function outbox(answers: (unknown | 'ok')[], kept: Item[] = []) {
  const sent: string[] = [];
  const refused: string[] = [];
  let waiting: readonly Item[] = kept;
  const box = new Outbox<string>(
    {
      send: async ({ key, body }) => {
        sent.push(`${key} ${body}`);
        const answer = answers.shift() ?? 'ok';
        if (answer !== 'ok') throw answer;
      },
      onChange: (items) => (waiting = items),
      onRefused: ({ body }) => refused.push(body),
    },
    kept,
  );
  return { box, sent, refused, waiting: () => waiting.map(({ body }) => body) };
}
const lost = new NetworkError(new Error('gone'));
const problem = new ProblemError({ code: 'VALIDATION_FAILED', title: '' } as unknown as Problem);

describe('words that wait to be sent', () => {
  it('words wait without network and are sent again under the same key', async () => {
    const { box, sent, waiting } = outbox([lost]);

    await box.add({ key: 'k1', body: '各位网友好' });
    expect(waiting()).toEqual(['各位网友好']);
    await box.flush();

    expect(sent).toEqual(['k1 各位网友好', 'k1 各位网友好']);
    expect(waiting()).toEqual([]);
  });

  it('words are sent in the order in which they were written', async () => {
    const { box, sent } = outbox([lost, lost]);
    await box.add({ key: 'k1', body: '一' });
    await box.add({ key: 'k2', body: '二' });

    await box.flush();

    expect(sent.slice(-2)).toEqual(['k1 一', 'k2 二']);
  });

  it('words that the server refuses go back to their author and hold up nobody', async () => {
    const { box, refused, waiting } = outbox([problem]);

    await Promise.all([box.add({ key: 'k1', body: '' }), box.add({ key: 'k2', body: '二' })]);

    expect(refused).toEqual(['']);
    expect(waiting()).toEqual([]);
  });

  it('words that the device has kept are sent', async () => {
    const { box, sent } = outbox([], [{ key: 'k1', body: '断网前写的' }]);

    await box.flush();

    expect(sent).toEqual(['k1 断网前写的']);
  });
});
