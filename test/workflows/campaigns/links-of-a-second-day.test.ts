import { retryDueLinks } from '../../../domain/campaigns/link-retries.js';
import { listFile } from '../../../infra/tools/play-campaign/departments.js';
import { StaffApi, type Task } from '../../../infra/tools/staff-api/staff-api.js';
import { openInspector } from '../../domain/campaigns/stage.js';
import { GOOD, rowTable, withValues } from '../../domain/inspection/guide-values.js';
import { serve, type TestServer } from '../../domain/inspection/server.js';
import { TEST_PASSWORD } from '../../support/database.js';
import { startTimeTravel, type TimeTravel } from '../../support/time-travel.js';

const CENTRE = 'service.centre';
const GOVERNMENT = 'supervisor';
const UNIT = 'MZJ';
const CLERK = 'mzj.clerk';
const OTHER = '残疾人证办理';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Finding {
  readonly id: string;
  readonly item: string;
  readonly state: string;
  readonly asked: boolean;
}

let world: TimeTravel;
let site: TestServer;
let api: StaffApi;
let campaign: string;
const files: Record<string, Buffer> = {};

beforeAll(async () => {
  const guide = (html: string, file: string): string =>
    html.replace('</body>', `<a href="${file}">申请表.doc</a></body>`);
  site = await serve(
    {
      '/': `<a href="/a">${GOOD.事项名称}</a><a href="/b">${OTHER}</a>`,
      '/a': guide(rowTable(GOOD), '/a.rtf'),
      '/b': guide(rowTable(withValues({ 事项名称: OTHER })), '/b.rtf'),
    },
    (request, response) => {
      const file = files[request.url!];
      response.writeHead(file ? 200 : 404, { 'content-type': 'application/rtf' }).end(file);
    },
  );
  world = await startTimeTravel({ openInspector });
  api = new StaffApi(world.url, () => TEST_PASSWORD);
}, 120_000);
afterAll(async () => {
  await world?.close();
  await site?.close();
});

/** The open task of this name, of the campaign or the department; waits for one that opens by itself. */
async function open(name: string, as: string): Promise<Task> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const tasks = await api.all<Task>('/tasks?state=open', as);
    const task = tasks.find((one) => one.name === name);
    if (task) return api.get<Task>(`/tasks/${task.id}`, as);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no task '${name}' opens`);
}
async function does(as: string, name: string, outcome: string, decision?: object): Promise<void> {
  const task = await open(name, as);
  const { example } = task.outcomes.find((one) => one.name === outcome)!;
  await api.complete(task, { ...example, outcome, ...(decision && { decision }) }, as);
}
async function pass(ms: number): Promise<void> {
  await world.pass(ms);
  api = new StaffApi(world.url, () => TEST_PASSWORD); // sessions end by it
}
const findings = async (as = CLERK): Promise<Finding[]> => {
  const all = await api.all<Finding>(`/campaigns/${campaign}/findings`, as);
  return all.sort((a, b) => (a.item === OTHER ? 1 : 0) - (b.item === OTHER ? 1 : 0));
};
const states = async (): Promise<string[]> => (await findings()).map(({ state }) => state);
const timeline = (type: string) =>
  world.query<{ at: Date }>(
    `SELECT t.at FROM timeline_entry t JOIN process p ON p.id = t.process_id
     WHERE p.parent_id = $1 AND t.type = $2 ORDER BY t.seq`,
    [campaign, type],
  );

it('a department contests links of a second day once, with its rectification', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const { id } = await api.post<{ id: string }>(
    '/campaigns',
    { preset: 'QDN-2015', firstDay: today, departments: [UNIT], site: { url: site.url } },
    { as: CENTRE },
  );
  campaign = id;
  await does(CENTRE, 'issueNotice', 'issue');
  await open('reportList', CLERK);
  const list = await api.post<{ id: string }>(
    `/campaigns/${id}/departments/${UNIT}/lists`,
    listFile([
      [UNIT, GOOD.事项名称],
      [UNIT, OTHER],
    ]),
    { as: CLERK },
  );
  await does(CLERK, 'reportList', 'report', { list: list.id });
  await does(CENTRE, 'checkList', 'accept');
  await does(CENTRE, 'freezeCatalogue', 'freeze');

  // On the first day both links fail, and are held against nobody: the department has nothing to confirm.
  await does(CENTRE, 'reviewFindings', 'handDown');
  await open('submitReport', CENTRE);
  expect(await findings()).toEqual([]);

  // On the next day they fail again.
  await pass(DAY_MS);
  expect(await retryDueLinks({ dataSource: world.dataSource, openInspector }, later(DAY_MS))).toBe(2);
  await does(CENTRE, 'submitReport', 'submit');
  await does(GOVERNMENT, 'approvePlan', 'approve');
  await open('rectify', CLERK);
  const held = await findings();
  expect(held).toMatchObject([
    { item: GOOD.事项名称, state: 'open', asked: false },
    { item: OTHER, state: 'open', asked: false },
  ]);

  const [first, second] = held.map((finding) => finding.id) as [string, string];
  await does(CLERK, 'rectify', 'contest', { findings: [first, second] });
  await pass(HOUR_MS);
  await does(CENTRE, 'ruleNewFindings', 'withdraw', { findings: [first] });
  await open('rectify', CLERK);
  expect(await states()).toEqual(['withdrawn', 'open']);
  expect((await findings())[1]).toMatchObject({ asked: true });
  await expect(does(CLERK, 'rectify', 'contest', { findings: [second] })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
  });

  // The remaining findings are rectified; the department's clock was paused while the centre decided.
  const [paused, resumed] = [await timeline('clock.paused'), await timeline('clock.resumed')];
  expect(resumed[0]!.at.getTime() - paused[0]!.at.getTime()).toBeGreaterThanOrEqual(HOUR_MS);
  files['/b.rtf'] = Buffer.from('{\\rtf1 form}');
  await does(CLERK, 'rectify', 'declare');
  await does(CENTRE, 'recheck', 'pass');
  await open('reviewResiduals', CENTRE);
  expect(await states()).toEqual(['withdrawn', 'rectified']);
}, 120_000);

const later = (ms: number): Date => new Date(Date.now() + ms);
