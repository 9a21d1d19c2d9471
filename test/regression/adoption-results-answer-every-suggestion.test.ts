import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { formatDay, dayOf } from '../../domain/time/civil-time.js';
import { startTestGateway, type Answer } from '../support/gateway.js';

const { request, query } = await startTestGateway();

const CLERK = 'jyj.clerk';
const verdict = (suggestion: string, fields: object = {}) => ({
  ...{ suggestion, verdict: 'ADOPTED', explanation: '自下月起执行。' },
  ...fields,
});

let survey: string;

async function closedTask(number: number, name: string, outcome: string, body: object): Promise<void> {
  const command = randomUUID();
  await query('INSERT INTO content (command_id, process_id, body) VALUES ($1, $2, $3)', [
    ...[command, survey, JSON.stringify(body)],
  ]);
  await query(
    `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, outcome, command_id, opened_at, closed_at)
     VALUES ($1, 'survey', $2, $3, 'reporting', 'JYJ', 'agency-clerk', 'completed', $4, $5, now(), now())`,
    [survey, number, name, outcome, command],
  );
}

/** A survey whose report was corrected once, then signed, and whose unit has the task for its adoption results. */
beforeAll(async () => {
  const opensOn = formatDay(dayOf(Date.now()) + 60);
  survey = (await request('POST', '/surveys', { as: CLERK, body: { title: '营商环境调查', opensOn } })).body
    .id;
  await closedTask(90, 'report', 'submit', { findings: '等候偏长。', suggestions: ['取消现场取号'] });
  await closedTask(91, 'signReport', 'return', { reason: '请修改。' });
  await closedTask(92, 'report', 'submit', {
    findings: '等候偏长。',
    suggestions: ['增设周末窗口', ' 推行预约叫号 '],
  });
  await closedTask(93, 'signReport', 'sign', {});
  await query(
    `INSERT INTO task (process_id, process_key, number, name, stage, unit, role, state, opened_at)
     VALUES ($1, 'survey', 94, 'adoption', 'adopting', 'JYJ', 'agency-clerk', 'open', now())`,
    [survey],
  );
});

const submit = (...items: object[]): Promise<Answer> =>
  request('POST', `/tasks/${survey}.94/complete`, {
    as: CLERK,
    body: { outcome: 'submit', content: { items } },
  });

describe('adoption results', () => {
  it('adoption results without a verdict for a signed suggestion are refused with the suggestion', async () => {
    const { status, body } = await submit(verdict('增设周末窗口'), verdict('取消现场取号'));

    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(body.issues).toMatchObject([
      {
        field: 'content.items',
        code: 'surveys.noVerdict',
        params: { number: 2, suggestion: '推行预约叫号' },
      },
    ]);
  });

  it('adoption results with two verdicts for one suggestion are refused', async () => {
    const twice = [verdict('增设周末窗口'), verdict('增设周末窗口', { verdict: 'NOT_ADOPTED' })];

    const { body } = await submit(...twice, verdict('推行预约叫号'));

    expect(body.issues).toMatchObject([
      {
        field: 'content.items',
        code: 'surveys.severalVerdicts',
        params: { number: 1, suggestion: '增设周末窗口' },
      },
    ]);
  });

  it('adoption results may answer more than the signed suggestions', async () => {
    const { body } = await submit(verdict('增设周末窗口'), verdict('推行预约叫号'), verdict('增派人员'));

    // The process of this test does not run: the process refuses, not the check.
    expect(body.code).not.toBe('VALIDATION_FAILED');
  });

  it('a survey shows its suggestions once the report is made', async () => {
    const read = async () => (await request('GET', `/surveys/${survey}`, { as: CLERK })).body.suggestions;
    const before = await read();
    await query('UPDATE survey SET reported_at = now() WHERE id = $1', [survey]);

    expect([before, await read()]).toEqual([null, ['增设周末窗口', ' 推行预约叫号 ']]);
  });
});
