import { DATED_BY } from '../../../domain/campaigns/date-corrections.js';
import { DATE_NAMES } from '../../../domain/campaigns/campaign-dates.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { serviceItemCampaignProcess } from '../../../workflows/campaigns/behaviour.js';
import { campaignDepartmentProcess } from '../../../workflows/campaigns/department/behaviour.js';
import { campaignInput, dates as plan, departmentInput } from './campaign.js';

/** No two days are the same, so that each says which it is. */
const dates = { ...plan, catalogueBy: '2015-06-02' };
const units = { findings: 1, units: [{ unit: 'FGW', findings: 1 }] };
let withoutList = ['FGW'];

const begin = (process: Process, input: object): Promise<Simulation> =>
  new Simulation(
    process,
    { ...input, dates },
    {
      childResult: () => new Promise(() => undefined),
      timeoutInstant: () => null,
      stepResult: (name) => {
        if (name === 'compileCatalogue') return { items: 1, reported: 1, fallback: 0, without: withoutList };
        if (name === 'takeFallback') withoutList = [];
        if (name === 'handDown' || name === 'openRectification') return units;
        return { open: 0, pages: 1, findings: 1 };
      },
    },
  ).start();

async function campaign(): Promise<Simulation> {
  const process = await begin(serviceItemCampaignProcess, campaignInput(['FGW']));
  await process.complete('issueNotice', 'issue');
  await process.signal('listed', { list: 'REPORTED', reported: null }, 'FGW');
  await process.complete('supplyFallback', 'supply', { list: 'l' });
  await process.complete('freezeCatalogue', 'freeze');
  await process.complete('reviewFindings', 'handDown');
  await process.signal('settled', {}, 'FGW');
  await process.complete('submitReport', 'submit');
  await process.complete('approvePlan', 'approve');
  await process.signal('finished', {}, 'FGW');
  await process.complete('reviewResiduals', 'confirm');
  await process.complete('reportProblems', 'submit');
  return process.complete('issueBulletin', 'issue');
}

async function department(): Promise<Simulation> {
  const process = await begin(campaignDepartmentProcess, departmentInput('FGW'));
  await process.complete('reportList', 'report', { list: null });
  await process.complete('checkList', 'accept');
  await process.signal('inspected', { findings: 1 });
  await process.complete('confirmFindings', 'confirm');
  await process.signal('rectify', { findings: 1 });
  await process.complete('rectify', 'declare');
  return process.complete('recheck', 'pass');
}

it('every task and clock that ends on a day of the plan is corrected with that day', async () => {
  const events = [...(await campaign()).events, ...(await department()).events];
  const dated = events.flatMap((event) => {
    const isNamed =
      event.type === 'task.opened' || (event.type === 'clock.started' && event.task === undefined);
    return isNamed && event.due !== undefined ? [[event.name, event.due] as const] : [];
  });
  const corrected = DATE_NAMES.flatMap((name) => DATED_BY[name].map((task) => [task, dates[name]] as const));

  expect(Object.fromEntries(dated)).toEqual(Object.fromEntries(corrected));
});
