import { campaignDepartmentProcess } from '../../../workflows/campaigns/department/behaviour.js';
import type { ProcessMessage } from '../../../workflows/engine/runtime/host.js';
import { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { logOf } from '../engine/office.js';
import { CAMPAIGN, dates, departmentInput } from './campaign.js';

const finding = (n: number): string => `00000000-0000-4000-8000-00000000f00${n}`;

/** Results of steps, one after another; and the signals of the department to the campaign. */
let open: number[];
let reports: { name: string; decision: unknown }[];
beforeEach(() => {
  open = [];
  reports = [];
});

const begun = (): Promise<Simulation> =>
  new Simulation(campaignDepartmentProcess, departmentInput('FGW'), {
    stepResult: (name) => (name === 'reinspect' ? undefined : { open: open.shift() ?? 0 }),
    onSend: (_, message: ProcessMessage) => {
      if (message.kind === 'signal') reports.push({ name: message.name, decision: message.decision });
    },
  }).start();

const listed = async (): Promise<Simulation> => {
  const department = await begun();
  await department.complete('reportList', 'report', { list: null });
  return department.complete('checkList', 'accept');
};
const confirming = async (findings: number): Promise<Simulation> =>
  (await listed()).signal('inspected', { findings });
const rectifying = async (findings = 3): Promise<Simulation> => {
  const department = await confirming(findings);
  await department.complete('confirmFindings', 'confirm');
  return department.signal('rectify', { findings });
};
const factsOf = (department: Simulation): Record<string, unknown> =>
  Object.assign({}, ...department.events.flatMap((event) => (event.type === 'facts' ? [event.facts] : [])));
const openNames = (department: Simulation): string[] =>
  department
    .openTasks()
    .map(({ name }) => name)
    .filter((name) => name !== 'nameContact');

describe('the list', () => {
  it('the list and the contact are due on the days of the plan', async () => {
    const department = await begun();

    expect(department.openTasks().map(({ name, unit, due }) => ({ name, unit, due }))).toEqual([
      { name: 'reportList', unit: 'FGW', due: dates.listBy },
      { name: 'nameContact', unit: 'FGW', due: dates.contactBy },
    ]);
  });

  it('a list counts as reported once the centre accepts it', async () => {
    const list = '00000000-0000-4000-8000-000000000001';
    const department = await begun();
    await department.complete('reportList', 'report', { list });
    const before = [...reports];

    await department.complete('checkList', 'accept');

    expect(before).toEqual([]);
    expect(reports).toEqual([{ name: 'listed', decision: { list: 'REPORTED', reported: list } }]);
    expect(factsOf(department)).toMatchObject({ list: 'REPORTED', reportedList: list });
  });

  it('a returned list has a limit of its own for the correction', async () => {
    const department = await begun();
    await department.complete('reportList', 'report', { list: null });
    await department.complete('checkList', 'return');
    const asked = department.task('correctList');

    await department.complete('correctList', 'report', { list: null });
    await department.complete('checkList', 'accept');

    expect(asked.due).toBeUndefined();
    expect(factsOf(department)['list']).toBe('REPORTED');
  });

  it.each(['reportList', 'correctList'] as const)(
    'a department that lets %s pass gets the fallback list',
    async (silent) => {
      const department = await begun();
      if (silent === 'correctList') {
        await department.complete('reportList', 'report', { list: null });
        await department.complete('checkList', 'return');
      }

      await department.expire(silent);

      expect(reports).toEqual([{ name: 'listed', decision: { list: 'FALLBACK', reported: null } }]);
      expect(logOf(department, 'close').at(-1)).toBe(`close ${silent} expired`);
    },
  );

  it('the list does not wait for the contact', async () => {
    const department = await listed();

    await department.complete('nameContact', 'name');

    expect(factsOf(department)['contact']).toBe(true);
    expect(department.result).toBeNull();
  });
});

describe('the findings', () => {
  it('a department without findings has nothing to confirm', async () => {
    const department = await confirming(0);

    expect(reports.at(-1)!.name).toBe('settled');
    expect(openNames(department)).toEqual([]);
  });

  it('silence confirms the findings', async () => {
    const department = await confirming(3);

    await department.expire('confirmFindings');

    expect(reports.at(-1)!.name).toBe('settled');
    expect(factsOf(department)).toMatchObject({ findings: 3, open: 3 });
  });

  it.each([
    ['withdraw', {}, null, 1],
    ['withdraw', { findings: [finding(1)] }, [finding(1)], 2],
    ['uphold', {}, [], 3],
  ])('the centre rules on contested findings: %s %j', async (outcome, decision, withdrawn, left) => {
    open = [left];
    const department = await confirming(3);
    await department.complete('confirmFindings', 'contest', { findings: [finding(1), finding(2)] });

    await department.complete('ruleFindings', outcome, decision);

    const findings = [finding(1), finding(2)];
    expect(department.steps).toEqual([
      { name: 'settleFindings', argument: { campaign: CAMPAIGN, unit: 'FGW', findings, withdrawn } },
    ]);
    expect(factsOf(department)).toMatchObject({ contested: true, open: left });
    expect(reports.at(-1)!.name).toBe('settled');
  });
});

describe('the rectification', () => {
  it('a department without open findings has no rectification', async () => {
    const department = await confirming(0);

    await department.signal('rectify', { findings: 0 });

    expect(department.result).toBe('clean');
    expect(reports.at(-1)!.name).toBe('finished');
  });

  it('the rectification is due on the day of the plan and closes on the last day for late units', async () => {
    const department = await rectifying();

    expect(department.events.findLast((event) => event.type === 'clock.started')).toMatchObject({
      name: 'rectification',
      unit: 'FGW',
      due: dates.rectifyBy,
    });
    expect(department.task('rectify').due).toBe(dates.lateUntil);
  });

  it('a passed recheck of everything ends the rectification and the contact task', async () => {
    open = [0];
    const department = await rectifying();
    await department.complete('rectify', 'declare');

    await department.complete('recheck', 'pass');

    expect(department.result).toBe('rectified');
    expect(logOf(department, 'clock 5')).toEqual([
      'clock 5 started rectification',
      'clock 5 paused',
      'clock 5 stopped',
    ]);
    expect(department.openTasks()).toEqual([]);
  });

  it('the rectification resumes with the remaining time after a part has passed', async () => {
    open = [2];
    const department = await rectifying();
    await department.complete('rectify', 'declarePart', { findings: [finding(1)] });

    await department.complete('recheck', 'pass');

    expect(department.steps.map(({ name, argument }) => [name, argument])).toEqual([
      ['reinspect', { campaign: CAMPAIGN, unit: 'FGW', findings: [finding(1)] }],
      ['applyRecheck', { campaign: CAMPAIGN, unit: 'FGW', findings: [finding(1)], bounced: [] }],
    ]);
    expect(openNames(department)).toEqual(['rectify']);
    expect(logOf(department, 'clock 5').at(-1)).toBe('clock 5 resumed');
  });

  it('the government orders the rectification from the second bounce on', async () => {
    open = [3, 3, 0];
    const department = await rectifying();
    await department.complete('rectify', 'declare');
    await department.complete('recheck', 'bounce');
    const afterOne = openNames(department);
    await department.complete('rectify', 'declare');
    await department.complete('recheck', 'bounce');
    const afterTwo = department.task('supervise');

    await department.complete('supervise', 'order');
    await department.complete('rectify', 'declare');
    await department.complete('recheck', 'pass');

    expect(afterOne).toEqual(['rectify']);
    expect(afterTwo.unit).toBe('ZFB');
    expect(factsOf(department)['bounces']).toBe(2);
    expect(department.result).toBe('rectified');
  });

  it('the rectification continues when the order times out', async () => {
    open = [3, 3];
    const department = await rectifying();
    for (const _ of [1, 2]) {
      await department.complete('rectify', 'declare');
      await department.complete('recheck', 'bounce');
    }

    await department.expire('supervise');

    expect(openNames(department)).toEqual(['rectify']);
  });

  it.each([
    ['unrectified', []],
    ['partly', [2]],
  ])('a rectification ends as %s after the last day for late units', async (result, passed) => {
    open = [...passed];
    const department = await rectifying();
    for (const _ of passed) {
      await department.complete('rectify', 'declarePart', { findings: [finding(1)] });
      await department.complete('recheck', 'pass');
    }

    await department.expire('rectify');

    expect(department.result).toBe(result);
    expect(reports.at(-1)!.name).toBe('finished');
  });

  it.each([
    ['uphold', {}, []],
    ['withdraw', { findings: [finding(1)] }, [finding(1)]],
  ])('rectification continues after a contest is decided: %s', async (outcome, decision, withdrawn) => {
    open = [2];
    const department = await rectifying();
    await department.complete('rectify', 'contest', { findings: [finding(1)] });
    const asked = openNames(department);

    await department.complete('ruleNewFindings', outcome, decision);

    expect(asked).toEqual(['ruleNewFindings']);
    expect(department.steps).toEqual([
      {
        name: 'settleNewFindings',
        argument: { campaign: CAMPAIGN, unit: 'FGW', findings: [finding(1)], withdrawn },
      },
    ]);
    expect(factsOf(department)).toMatchObject({ contested: true, open: 2 });
    expect(openNames(department)).toEqual(['rectify']);
    expect(department.task('rectify').due).toBe(dates.lateUntil);
  });

  it('the rectification clock is paused while the centre rules on a contest', async () => {
    open = [2];
    const department = await rectifying();
    await department.complete('rectify', 'contest', { findings: [finding(1)] });
    const during = logOf(department, 'clock 5');

    await department.complete('ruleNewFindings', 'uphold');

    expect(during).toEqual(['clock 5 started rectification', 'clock 5 paused']);
    expect(logOf(department, 'clock 5').at(-1)).toBe('clock 5 resumed');
  });

  it.each([
    ['clean', []],
    ['rectified', [1]],
  ])('a rectification ends as %s when the rest is withdrawn', async (result, passed) => {
    open = [...passed, 0];
    const department = await rectifying();
    for (const _ of passed) {
      await department.complete('rectify', 'declarePart', { findings: [finding(2)] });
      await department.complete('recheck', 'pass');
    }
    await department.complete('rectify', 'contest', { findings: [finding(1)] });

    await department.complete('ruleNewFindings', 'withdraw', {});

    expect(department.result).toBe(result);
    expect(logOf(department, 'clock 5').at(-1)).toBe('clock 5 stopped');
    expect(reports.at(-1)!.name).toBe('finished');
  });

  it('a department counts the orders that it gets', async () => {
    const department = await rectifying();

    await department.message('order', { kind: 'URGE' });
    await department.message('order', { kind: 'ORDER' });

    expect(factsOf(department)['orders']).toBe(2);
  });
});
