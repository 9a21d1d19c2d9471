import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { redactInThread } from '../../../domain/redaction/redaction-threads.js';

const Line = z.object({ text: z.string() });
/** Enough that handing over to the thread costs nothing, few enough to stream. */
const BATCH = 32;

type Input = { readonly text: string } | { readonly error: string };

/**
 * Redacts lines of JSON, in their order: `{ text }` becomes `{ masked, spans, model }`, and a line that is none becomes
 * `{ error }`, which repeats nothing of it.
 *
 * @returns how many lines were bad
 */
export async function redactLines(
  lines: AsyncIterable<string>,
  output: Writable,
  model: string | undefined,
): Promise<number> {
  let number = 0;
  let bad = 0;
  let batch: Input[] = [];
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const input = readLine(line, number);
    if ('error' in input) bad += 1;
    batch.push(input);
    if (batch.length < BATCH) continue;
    await writeBatch(batch, output, model);
    batch = [];
  }
  await writeBatch(batch, output, model);
  return bad;
}

function readLine(line: string, number: number): Input {
  try {
    const parsed = Line.safeParse(JSON.parse(line.replace(/^\uFEFF/, '')));
    return parsed.success ? parsed.data : { error: `line ${number} has no "text" that is a string` };
  } catch {
    return { error: `line ${number} is not JSON` };
  }
}

async function writeBatch(
  batch: readonly Input[],
  output: Writable,
  model: string | undefined,
): Promise<void> {
  const texts = batch.flatMap((input) => ('text' in input ? [input.text] : []));
  const redactions = texts.length > 0 ? await redactInThread({ texts, model }) : [];
  let next = 0;
  for (const input of batch) {
    const line = 'error' in input ? input : publicPart(redactions[next++]!);
    if (!output.write(`${JSON.stringify(line)}\n`)) await once(output, 'drain');
  }
}

function publicPart({ masked, spans, model }: Awaited<ReturnType<typeof redactInThread>>[number]): object {
  return { masked, spans: spans.map(({ start, end, type }) => ({ start, end, type })), model };
}
