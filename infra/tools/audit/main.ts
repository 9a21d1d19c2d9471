/**
 * Proves that the audit log is as it was written, and prints its last entry, to be written down elsewhere.
 *
 *     npm run audit-verify                       exit code 1 when an entry was changed, taken out or put in
 *     npm run audit-verify -- --known 1234:9f…   also that entry 1234 is the one whose hash was written down then
 *
 * Uses DATABASE_URL, or else the local stack that runs on DUBAN_DATA.
 */
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { runCommand } from '../command-line/run-command.js';
import { loadConfig } from '../../config/config.js';
import { readRuntime } from '../../local/runtime.js';
import {
  parseKnownEntry,
  verifyChain,
  type Break,
  type KnownEntry,
} from '../../database/verify-audit-chain.js';

const USAGE = 'usage: npm run audit-verify -- [--known ID:HASH]';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { known: { type: 'string' } } });
  const config = loadConfig(process.env);
  const connectionString = config.DATABASE_URL ?? readRuntime(config.DUBAN_DATA)?.databaseUrl;
  if (!connectionString)
    throw new Error('nothing to verify: start the stack with npm start, or set DATABASE_URL');
  const db = new Client({ connectionString, application_name: 'duban-audit-verify' });
  await db.connect();
  try {
    const { entries, last, broken } = await verifyChain(db, knownOf(values.known));
    if (broken) {
      console.log(`after ${entries} entries: ${sentenceOf(broken)}`);
      return 1;
    }
    console.log(
      `${entries} entries, none changed or taken out; the last one: ${last?.id ?? 0}:${last?.hash ?? ''}`,
    );
    return 0;
  } finally {
    await db.end();
  }
}

function knownOf(text?: string): KnownEntry | undefined {
  const known = text === undefined ? undefined : parseKnownEntry(text);
  if (known === null) throw new Error(`--known: '${text}' is no ID:HASH`);
  return known;
}

function sentenceOf(broken: Break): string {
  switch (broken.kind) {
    case 'entry':
      return `entry ${broken.id} (${broken.at}) does not follow from those before it: it was changed, or one was taken out or put in before it`;
    case 'end':
      return `entry ${broken.id} was the last one: the end of the log was taken off, or put there past the chain`;
    case 'known':
      return `entry ${broken.id} is not the one that was written down: the chain was made anew`;
    case 'trigger':
      return `the trigger ${broken.name}, which guards the log, is missing or switched off`;
  }
}

await runCommand(main, USAGE);
