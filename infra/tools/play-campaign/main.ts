/**
 * Simulates the campaign of 2015 through the staff API, from the notice to the bulletin, on a generated site with planted
 * faults that is served on loopback.
 *
 *     npm run play-campaign -- [--departments N] [--items N] [--silence SECONDS] [--seed N]
 *
 * Uses the stack that `DUBAN_INSPECT_ALLOW=127.0.0.0/8 npm start` started. See docs/play-campaign.md.
 */
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../command-line/run-command.js';
import { loadConfig } from '../../config/config.js';
import { readRuntime } from '../../local/runtime.js';
import { generateSite } from '../service-sites/generate.js';
import { serveSite } from '../service-sites/serve.js';
import { ApiError, demoPasswords, StaffApi } from '../staff-api/staff-api.js';
import { NOTICED_AFTER_MS, shanghaiDay } from '../staff-api/temporary-policy.js';
import { GOVERNMENT } from './habits.js';
import { simulateCampaign, type Progress } from './simulate-campaign.js';
import { activateRehearsalPolicy } from './rehearsal-policy.js';
import { bulletinFault, readResult, tableOf } from './result.js';

const USAGE =
  'Usage: npm run play-campaign -- [--departments N] [--items N] [--silence SECONDS] [--seed N] (at least 1 each)';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      departments: { type: 'string', default: '9' },
      items: { type: 'string', default: '90' },
      silence: { type: 'string', default: '180' },
      seed: { type: 'string', default: '2015' },
    },
  });
  const [count, items, silence, seed] = [values.departments, values.items, values.silence, values.seed].map(
    Number,
  ) as [number, number, number, number];
  if (![count, items, silence, seed].every((value) => Number.isInteger(value) && value >= 1)) {
    console.error(USAGE);
    return 2;
  }
  const config = loadConfig(process.env);
  const runtime = readRuntime(config.DUBAN_DATA);
  if (!runtime) {
    console.error(
      `Duban is not running on ${config.DUBAN_DATA}: start it with DUBAN_INSPECT_ALLOW=127.0.0.0/8 npm start.`,
    );
    return 1;
  }
  const passwords = await demoPasswords(config.DUBAN_DATA, config.DUBAN_DEMO_PASSWORD);
  const api = new StaffApi(runtime.gatewayUrl, passwords);
  const units = await departmentsOf(api, count);
  if (units.length < count) {
    console.error(`There are ${units.length} departments that a campaign can be about.`);
    return 2;
  }
  const site = generateSite({ seed, items });
  const served = await serveSite(site);
  const restore = await activateRehearsalPolicy(api, silence);
  const interrupted = (): void => void restore().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const started = performance.now();
  try {
    await sleep(NOTICED_AFTER_MS);
    const onProgress = progressPrinter(started);
    const simulated = await simulateCampaign({
      api,
      site,
      served,
      units,
      firstDay: shanghaiDay(),
      onProgress,
    });
    const result = await readResult(api, simulated);
    console.table(tableOf(simulated, result, (performance.now() - started) / 1000));
    const fault = bulletinFault(result);
    if (fault) console.error(fault);
    return fault ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await restore();
    await served.close();
  }
}

/** Departments of the prefecture, but for the one that runs the campaign and the one it reports to. */
async function departmentsOf(api: StaffApi, count: number): Promise<string[]> {
  const { items } = await api.get<{ items: { code: string; kind: string; validTo: string | null }[] }>(
    '/units',
    GOVERNMENT,
  );
  return items
    .filter(({ kind, code, validTo }) => isDepartment(kind) && !OWN.has(code) && validTo === null)
    .slice(0, count)
    .map(({ code }) => code);
}

const isDepartment = (kind: string): boolean => ['DEPARTMENT', 'DIRECT', 'VERTICAL'].includes(kind);
const OWN = new Set(['ZWZX', 'ZFB']);

/** One line whenever the stage or the departments' stages have changed, and during inspections every few seconds. */
function progressPrinter(started: number): (progress: Progress) => void {
  let last = '';
  let lastAt = 0;
  return ({ stage, completed, pages, departments }) => {
    const stages = Object.entries(departments)
      .sort()
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
    const line = [stage, stages, pages !== null && `${pages} pages`].filter(Boolean).join('; ');
    const now = performance.now();
    if (line === last || now - lastAt < 5_000) return;
    [last, lastAt] = [line, now];
    const minutes = ((now - started) / 60_000).toFixed(1).padStart(5);
    console.error(`${minutes} min  ${String(completed).padStart(5)} tasks  ${line}`);
  };
}

await runCommand(main, USAGE);
