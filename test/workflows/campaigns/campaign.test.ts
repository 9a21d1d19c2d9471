import type { ProcessMessage } from '../../../workflows/engine/runtime/host.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { serviceItemCampaignProcess } from '../../../workflows/campaigns/behaviour.js';
import { operator, logOf } from '../engine/office.js';
import { campaignInput, dates, departmentInput } from './campaign.js';

const units = ['FGW', 'JYJ'];
const perUnit = { findings: 5, units: units.map((unit, index) => ({ unit, findings: index === 0 ? 5 : 0 })) };

/** Signals sent to the departments: unit, signal, decision. */
let heard: unknown[][];
let leftovers: number;
beforeEach(() => {
  heard = [];
  leftovers = 0;
});

async function begun(): Promise<Simulation> {
  const unitOf = new Map<string, string>();
  return new Simulation(serviceItemCampaignProcess, campaignInput(units), {
    childResult: (_, process, input) => {
      const { unit } = input as { unit: string };
      expect(input).toEqual(departmentInput(unit));
      unitOf.set(process, unit);
      return new Promise(() => undefined);
    },
    onSend: (process, message: ProcessMessage) =>
      void heard.push([
        unitOf.get(process!),
        ...(message.kind === 'signal' ? [message.name, message.decision] : [message.kind]),
      ]),
    stepResult: (name) => {
      if (name === 'compileCatalogue') return { items: 30, reported: 1, fallback: 1, without: [] };
      if (name === 'inspect' || name === 'inspectAgain') return { pages: 40, findings: 5 };
      if (name === 'handDown' || name === 'openRectification') return perUnit;
      return name === 'carryOver' ? { open: leftovers } : undefined;
    },
  }).start();
}
const everyUnit = async (
  campaign: Simulation,
  signal: string,
  decision: object = {},
): Promise<Simulation> => {
  for (const unit of [...units].reverse()) await campaign.signal(signal, decision, unit);
  return campaign;
};
async function listed(): Promise<Simulation> {
  const campaign = await begun();
  await campaign.complete('issueNotice', 'issue');
  return everyUnit(campaign, 'listed', { list: 'REPORTED', reported: null });
}
async function settled(): Promise<Simulation> {
  const campaign = await listed();
  await campaign.complete('freezeCatalogue', 'freeze');
  await campaign.complete('reviewFindings', 'handDown');
  return everyUnit(campaign, 'settled');
}
async function finished(): Promise<Simulation> {
  const campaign = await settled();
  await campaign.complete('submitReport', 'submit');
  await campaign.complete('approvePlan', 'approve');
  return everyUnit(campaign, 'finished');
}
const open = (campaign: Simulation): unknown[] =>
  campaign.openTasks().map(({ name, unit, due }) => [name, unit, due]);

it('issuing the notice starts the departments', async () => {
  const campaign = await begun();
  const before = logOf(campaign, 'child');

  await campaign.complete('issueNotice', 'issue');

  expect(before).toEqual([]);
  expect(logOf(campaign, 'child')).toEqual(['child department started', 'child department started']);
});

it('the last settled list starts the compilation of the catalogue', async () => {
  const campaign = await begun();
  await campaign.complete('issueNotice', 'issue');
  await campaign.signal('listed', { list: 'FALLBACK', reported: null }, 'JYJ');
  const before = campaign.steps.length;

  await campaign.signal('listed', { list: 'REPORTED', reported: null }, 'FGW');

  expect(before).toBe(0);
  expect(campaign.steps.map(({ name }) => name)).toEqual(['compileCatalogue']);
  expect(open(campaign)).toEqual([['freezeCatalogue', 'ZWZX', dates.catalogueBy]]);
});

it('each department gets its own findings', async () => {
  const campaign = await listed();
  await campaign.complete('freezeCatalogue', 'freeze');

  await campaign.complete('reviewFindings', 'handDown');

  expect(heard).toEqual([
    ['FGW', 'inspected', { findings: 5 }],
    ['JYJ', 'inspected', { findings: 0 }],
  ]);
});

it('the report is submitted until the government approves; then rectification starts', async () => {
  const campaign = await settled();
  await campaign.complete('submitReport', 'submit');
  await campaign.complete('approvePlan', 'return');
  const again = open(campaign);
  heard = [];
  await campaign.complete('submitReport', 'submit');
  const before = [...heard];

  await campaign.complete('approvePlan', 'approve');

  expect(again).toEqual([['submitReport', 'ZWZX', dates.reportBy]]);
  expect(before).toEqual([]);
  expect(heard.map(([unit, signal]) => [unit, signal])).toEqual([
    ['FGW', 'rectify'],
    ['JYJ', 'rectify'],
  ]);
  expect(campaign.steps.filter(({ name }) => name === 'makeReport')).toHaveLength(2);
});

it('the full recheck starts when the last department has finished', async () => {
  const campaign = await finished();

  expect(campaign.steps.at(-1)!.name).toBe('inspectAgain');
  expect(open(campaign)).toEqual([['reviewResiduals', 'ZWZX', dates.recheckBy]]);
});

it.each([
  ['completed', 0],
  ['carried', 4],
])('a campaign ends as %s with %i open findings', async (result, left) => {
  leftovers = left;
  const campaign = await finished();
  await campaign.complete('reviewResiduals', 'confirm');
  await campaign.complete('reportProblems', 'submit');
  await campaign.complete('issueBulletin', 'return');
  const again = open(campaign);
  await campaign.complete('reportProblems', 'submit');

  await campaign.complete('issueBulletin', 'issue');

  expect(again).toEqual([['reportProblems', 'ZWZX', dates.problemReportBy]]);
  expect(campaign.steps.slice(-2).map(({ name }) => name)).toEqual(['publishBulletin', 'carryOver']);
  expect(campaign.result).toBe(result);
  expect(logOf(campaign, 'stage')).toEqual(
    ['notice', 'listing', 'inspecting', 'confirming', 'reporting', 'rectifying', 'rechecking', 'concluding']
      .concat('closed')
      .map((stage) => `stage ${stage}`),
  );
});

it('suspending or cancelling a campaign includes its departments', async () => {
  const campaign = await listed();

  await campaign.send({ kind: 'suspend', by: operator });
  await campaign.send({ kind: 'cancel', by: operator });

  expect(heard).toEqual([
    ['FGW', 'suspend'],
    ['JYJ', 'suspend'],
    ['FGW', 'cancel'],
    ['JYJ', 'cancel'],
  ]);
  expect(campaign.result).toBe('cancelled');
});
