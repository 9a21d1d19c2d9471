/**
 * Masks what identifies persons in texts:
 *
 *     npm run --silent redact -- --jsonl < letters.jsonl
 *
 * Reads a line `{ "text": … }` a text and prints `{ "masked", "spans", "model" }` for each: see docs/redaction.md. Exit code 1 if
 * a line could not be read.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { closeRedactionThreads } from '../../../domain/redaction/redaction-threads.js';
import { loadConfig } from '../../config/config.js';
import { runCommand } from '../command-line/run-command.js';
import { modelOrNone } from './model-or-none.js';
import { redactLines } from './redact-lines.js';

const USAGE = 'Usage: npm run --silent redact -- --jsonl < FILE';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { jsonl: { type: 'boolean' } } });
  if (values.jsonl !== true) {
    console.error(USAGE);
    return 2;
  }
  process.stdout.on('error', () => process.exit(1)); // whoever reads has gone
  const model = await modelOrNone(loadConfig(process.env));
  try {
    const bad = await redactLines(createInterface({ input: process.stdin }), process.stdout, model);
    if (bad > 0) console.error(`${bad} ${bad === 1 ? 'line' : 'lines'} could not be read.`);
    return bad > 0 ? 1 : 0;
  } finally {
    await closeRedactionThreads();
  }
}

await runCommand(main, USAGE);
