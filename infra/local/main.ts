/**
 * The local stack in the foreground, until Ctrl-C. Started by start.mjs:
 *
 *     node dist/infra/local/main.js
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, loadConfig } from '../config/config.js';
import { SchemaError } from '../database/supported-schema.js';
import { claimDataFolder, type DataFolder } from './data-folder.js';
import { presentDemoAccounts } from './demo-accounts.js';
import { LocalError } from './local-error.js';
import { removeRuntime } from './runtime.js';
import { startStack, type Stack } from './stack.js';

/** Terminal and npm both deliver one Ctrl-C: what follows within this time is the same key press. */
const SAME_KEY_PRESS_MS = 1000;

const stopping = new AbortController();
let stopRequestedAt = 0;
let folder: DataFolder | undefined;

function requestStop(): void {
  const now = Date.now();
  if (stopping.signal.aborted) {
    if (now - stopRequestedAt > SAME_KEY_PRESS_MS) void killAll();
    return;
  }
  stopRequestedAt = now;
  console.log('\n正在停止（再按 Ctrl-C 强制结束）…');
  stopping.abort();
}

async function killAll(): Promise<never> {
  await folder?.killPrograms();
  process.exit(130);
}

/** The stack's end, however it comes: a request, or a failure while starting. */
async function run(): Promise<void> {
  const config = loadConfig(process.env);
  folder = await claimDataFolder(config.DUBAN_DATA);
  const { signal } = stopping;
  const starting = startStack({ env: process.env, folder, say: console.log, signal });
  const stopRequested = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  try {
    await Promise.race([stopRequested, starting.then((stack) => (present(stack, folder!.path), stack.kept))]);
    // What is just being started becomes known to the folder within moments; a download need not be waited for.
    await Promise.race([starting.catch(() => undefined), sleep(5000)]);
  } finally {
    stopping.abort();
    removeRuntime(folder.path);
    await folder.stopPrograms();
    folder.release();
  }
}

function present({ gatewayUrl, metricsUrl, temporalAddress, demoAccounts }: Stack, dataDir: string): void {
  const uiPort = loadConfig(process.env).TEMPORAL_UI_PORT;
  const lines = [
    '',
    '督办已启动',
    `州长信箱  ${gatewayUrl}/`,
    `工作平台  ${gatewayUrl}/console/`,
    `接口      ${gatewayUrl}/api/v1`,
    `接口文档  ${gatewayUrl}/api/openapi.json`,
    `运行指标  ${metricsUrl}`,
    `Temporal  ${temporalAddress}${uiPort ? `  http://127.0.0.1:${uiPort}/` : ''}`,
    `数据      ${dataDir}`,
    ...presentDemoAccounts(dataDir, demoAccounts),
    '按 Ctrl-C 停止',
  ];
  console.log(lines.join('\n'));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, requestStop);
// start.mjs holds the other end: when it is killed, nothing could stop us any more.
process.on('disconnect', requestStop);

try {
  await run();
  process.exit(0);
} catch (error) {
  const expected = [LocalError, ConfigError, SchemaError].some((known) => error instanceof known);
  if (!stopping.signal.aborted || expected) console.error(expected ? (error as Error).message : error);
  process.exit(1);
}
