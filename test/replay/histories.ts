import { historyFromJSON, historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const HISTORIES = join(import.meta.dirname, '..', 'histories');

/** Whether paths that run are recorded. */
export const recording = Boolean(process.env.RECORD_HISTORIES);

/** A history in test/histories: of a closed run, with its workflow id. */
export interface RecordedHistory {
  readonly workflowId: string;
  readonly history: History;
}

/** Names of the recorded paths of a workflow type. */
export async function recordedPaths(type: string): Promise<string[]> {
  const { folder, version } = placeOf(type);
  if (!existsSync(folder)) return [];
  const ending = `.${version}.json`;
  return (await readdir(folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

export const isRecorded = (type: string, path: string): boolean => existsSync(fileOf(type, path));

export async function readHistory(type: string, path: string): Promise<RecordedHistory> {
  const { workflowId, history } = JSON.parse(await readFile(fileOf(type, path), 'utf8'));
  return { workflowId, history: historyFromJSON(history) };
}

/** Keeps an existing history: recording again would hide that it no longer replays. */
export async function record(
  type: string,
  path: string,
  workflowId: string,
  history: History,
): Promise<void> {
  const file = fileOf(type, path);
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ workflowId, history: JSON.parse(historyToJSON(history)) }));
}

const fileOf = (type: string, path: string): string => {
  const { folder, version } = placeOf(type);
  return join(folder, `${path}.${version}.json`);
};

/** `mailbox-letter.v1` -> folder `mailbox-letter`, version `v1`. */
function placeOf(type: string): { folder: string; version: string } {
  const [key, version] = type.split('.') as [string, string];
  return { folder: join(HISTORIES, key), version };
}
