import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { closeRedactionThreads } from '../../../domain/redaction/redaction-threads.js';
import { redactLines } from '../../../infra/tools/redact/redact-lines.js';

afterAll(closeRedactionThreads);

async function run(lines: readonly string[]): Promise<{ bad: number; results: Record<string, unknown>[] }> {
  const output = new PassThrough();
  const printed = text(output);
  const bad = await redactLines(Readable.from(lines), output, undefined);
  output.end();
  const results = (await printed).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore
  return { bad, results };
}

it('each line is answered in its order, with what a client needs to mark it', async () => {
  const { bad, results } = await run(['{"text":"电话13885512340"}', '', '{"text":"无"}']);

  expect(bad).toBe(0);
  expect(results).toEqual([
    { masked: '电话138****2340', spans: [{ start: 2, end: 13, type: 'PHONE' }], model: false },
    { masked: '无', spans: [], model: false },
  ]);
});

it('a bad line is an error in words that repeats nothing of it, and the others are answered', async () => {
  const { bad, results } = await run(['我叫张三丰', '{"text":13885512340}', 'null', '{"text":"好"}']);

  expect(bad).toBe(3);
  expect(results).toEqual([
    { error: 'line 1 is not JSON' },
    { error: 'line 2 has no "text" that is a string' },
    { error: 'line 3 has no "text" that is a string' },
    { masked: '好', spans: [], model: false },
  ]);
});

it('more lines than a batch keep their order', async () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);

  const { results } = await run(numbers.map((number) => JSON.stringify({ text: `第${number}封` })));

  expect(results.map(({ masked }) => masked)).toEqual(numbers.map((number) => `第${number}封`));
});
