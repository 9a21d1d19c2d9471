import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';
import { campaignInput, dates, departmentInput } from '../workflows/campaigns/campaign.js';
import { SUPERVISOR, type Instance } from '../support/processes-on-temporal.js';
import type { Paths } from './paths.js';

/** Days in the future; those of 2015 have passed, so limits that end on them time out at once. */
const ahead = Object.fromEntries(
  Object.keys(dates).map((name) => [name, '2999-12-31']),
) as unknown as CampaignDates;
const inTime = { ...departmentInput('FGW'), dates: ahead };
const finding = '00000000-0000-4000-8000-00000000f001';

async function listed(department: Instance): Promise<void> {
  await department.complete('reportList', 'report', { list: null });
  await department.complete('checkList', 'accept');
}
async function rectifying(department: Instance): Promise<void> {
  await listed(department);
  await department.signal('inspected', { findings: 3 });
  await department.complete('confirmFindings', 'confirm');
  await department.signal('rectify', { findings: 3 });
}
async function bounced(department: Instance): Promise<void> {
  await department.complete('rectify', 'declare');
  await department.complete('recheck', 'bounce');
}

export const departmentPaths: Paths = {
  'reported-and-rectified': {
    input: inTime,
    result: 'rectified',
    steps: async (department) => {
      await department.complete('nameContact', 'name');
      await rectifying(department);
      await department.complete('rectify', 'declare');
      await department.complete('recheck', 'pass');
    },
  },
  'silent-throughout': {
    input: departmentInput('FGW'),
    silent: true,
    result: 'unrectified',
    steps: async (department) => {
      await department.signal('inspected', { findings: 3 });
      await department.signal('rectify', { findings: 3 });
    },
  },
  'list-returned-and-never-corrected': {
    input: inTime,
    silent: true,
    result: 'clean',
    steps: async (department) => {
      await department.complete('reportList', 'report', { list: finding });
      await department.complete('checkList', 'return');
      await department.signal('inspected', { findings: 0 });
      await department.signal('rectify', { findings: 0 });
    },
  },
  'list-corrected-and-findings-withdrawn': {
    input: inTime,
    answers: { settleFindings: { open: 0 } },
    result: 'clean',
    steps: async (department) => {
      await department.complete('reportList', 'report', { list: null });
      await department.complete('checkList', 'return');
      await department.complete('correctList', 'report', { list: null });
      await department.complete('checkList', 'accept');
      await department.signal('inspected', { findings: 1 });
      await department.complete('confirmFindings', 'contest', { findings: [finding] });
      await department.complete('ruleFindings', 'withdraw', {});
      await department.signal('rectify', { findings: 0 });
    },
  },
  'findings-upheld-bounced-twice-ordered-and-cancelled': {
    input: inTime,
    answers: { applyRecheck: { open: 2 } },
    result: 'cancelled',
    steps: async (department) => {
      await listed(department);
      await department.signal('inspected', { findings: 3 });
      await department.complete('confirmFindings', 'contest', { findings: [finding] });
      await department.complete('ruleFindings', 'uphold');
      await department.signal('rectify', { findings: 3 });
      await department.complete('rectify', 'declarePart', { findings: [finding] });
      await department.complete('recheck', 'pass');
      await bounced(department);
      await bounced(department);
      await department.complete('supervise', 'order');
      await department.send({ kind: 'message', name: 'order', decision: { kind: 'ORDER' }, by: SUPERVISOR });
      await department.send({ kind: 'cancel', by: SUPERVISOR });
    },
  },
  'days-corrected-until-the-rectification': {
    input: inTime,
    result: 'rectified',
    steps: async (department) => {
      const redate = (days: Record<string, string>) =>
        department.send({ kind: 'redate', days, facts: {}, by: SUPERVISOR });
      await redate({ reportList: '2999-12-30', rectify: '2999-12-29' });
      await rectifying(department);
      await redate({ rectify: '2999-12-30', rectification: '2999-12-30' });
      await department.complete('rectify', 'declare');
      await department.complete('recheck', 'pass');
    },
  },
  'part-rectified-and-new-findings-withdrawn': {
    input: inTime,
    answers: { applyRecheck: { open: 2 }, settleNewFindings: { open: 0 } },
    result: 'rectified',
    steps: async (department) => {
      await rectifying(department);
      await department.complete('rectify', 'declarePart', { findings: [finding] });
      await department.complete('recheck', 'pass');
      await department.complete('rectify', 'contest', { findings: [finding] });
      await department.complete('ruleNewFindings', 'withdraw', {});
    },
  },
  'new-findings-contested-and-upheld': {
    input: inTime,
    answers: { settleNewFindings: { open: 3 } },
    result: 'rectified',
    steps: async (department) => {
      await rectifying(department);
      await department.complete('rectify', 'contest', { findings: [finding] });
      await department.complete('ruleNewFindings', 'uphold');
      await department.complete('rectify', 'declare');
      await department.complete('recheck', 'pass');
    },
  },
};

const campaign = { ...campaignInput(['FGW']), dates: ahead };

async function inspected(process: Instance): Promise<Instance> {
  await process.complete('issueNotice', 'issue');
  const [department] = (await process.children(1)) as [Instance];
  await listed(department);
  await process.complete('freezeCatalogue', 'freeze');
  await process.complete('reviewFindings', 'handDown');
  await department.complete('confirmFindings', 'confirm');
  return department;
}
async function concluded(process: Instance): Promise<void> {
  await process.complete('reviewResiduals', 'confirm');
  await process.complete('reportProblems', 'submit');
}

export const campaignPaths: Paths = {
  'through-all-phases': {
    input: campaign,
    answers: { carryOver: { open: 0 } },
    result: 'completed',
    steps: async (process) => {
      const department = await inspected(process);
      await process.complete('submitReport', 'submit');
      await process.complete('approvePlan', 'approve');
      await department.complete('rectify', 'declare');
      await department.complete('recheck', 'pass');
      await concluded(process);
      await process.complete('issueBulletin', 'issue');
    },
  },
  'returned-by-the-government-and-carried': {
    input: campaign,
    result: 'carried',
    steps: async (process) => {
      const department = await inspected(process);
      await process.complete('submitReport', 'submit');
      await process.complete('approvePlan', 'return');
      await process.complete('submitReport', 'submit');
      await process.complete('approvePlan', 'approve');
      await department.complete('rectify', 'declare');
      await department.complete('recheck', 'pass');
      await concluded(process);
      await process.complete('issueBulletin', 'return');
      await process.complete('reportProblems', 'submit');
      await process.complete('issueBulletin', 'issue');
    },
  },
  'days-corrected-before-and-after-the-notice': {
    input: { ...campaignInput(['FGW']), dates: ahead },
    result: 'cancelled',
    steps: async (process) => {
      const redate = (days: Record<string, string>) =>
        process.send({ kind: 'redate', days, facts: {}, by: SUPERVISOR });
      await redate({ issueNotice: '2999-12-29', nameContact: '2999-12-30' });
      await process.complete('issueNotice', 'issue');
      const [department] = (await process.children(1)) as [Instance];
      await listed(department);
      await redate({ freezeCatalogue: '2999-12-28', rectify: '2999-12-28' });
      await process.complete('freezeCatalogue', 'freeze');
      await process.send({ kind: 'cancel', by: SUPERVISOR });
      expect(await department.result()).toBe('cancelled');
    },
  },
  'suspended-and-cancelled-with-its-departments': {
    input: { ...campaignInput(['FGW', 'JYJ']), dates: ahead },
    result: 'cancelled',
    steps: async (process) => {
      await process.complete('issueNotice', 'issue');
      const departments = await process.children(2);
      await process.send({ kind: 'suspend', by: SUPERVISOR });
      await process.send({ kind: 'resume', by: SUPERVISOR });
      await process.send({ kind: 'cancel', by: SUPERVISOR });
      for (const department of departments) expect(await department.result()).toBe('cancelled');
    },
  },
  'waits-for-a-list-of-a-silent-unit-and-cancelled': {
    input: { ...campaignInput(['FGW']), dates: ahead },
    answers: { compileCatalogue: { items: 0, reported: 1, fallback: 0, without: ['FGW'] } },
    result: 'cancelled',
    steps: async (process) => {
      await process.complete('issueNotice', 'issue');
      const [department] = await process.children(1);
      await listed(department!);
      await process.complete('supplyFallback', 'supply', { list: finding });
      await process.openTask('supplyFallback'); // the list does not have it either
      await process.send({ kind: 'cancel', by: SUPERVISOR });
      expect(await department!.result()).toBe('cancelled');
    },
  },
};
