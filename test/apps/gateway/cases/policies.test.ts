import { describe, expect, it } from '@jest/globals';
import { consultationRuleSeeds } from '../../../../infra/database/seeds/consultation-rules.js';
import { policySeeds } from '../../../../infra/database/seeds/policies.js';
import { startTestGateway } from '../../../support/gateway.js';
import { sendLetter } from '../../../support/letters.js';
import { changeRule } from '../../../support/rules.js';

const gateway = await startTestGateway();
const { request, query } = gateway;

const { body: preset } = policySeeds().find(({ id }) => id === 'QDN-2015')!;
const limits = preset['limits'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const cards = preset['cards'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const triage = (workingDays: number) => ({
  limits: { ...limits, triage: { ...limits['triage'], duration: { workingDays } } },
});

/** A policy of one's own: the preset without its cut-off hour, so that the day of receipt is the day it is. */
const { receiptCutoff: _cutoff, ...rest } = preset;
const own = { ...rest, id: 'OWN-2026', version: 1, title: '本州办理时限（2026）', ...triage(3) };
const enter = (policy: object, as = 'petition.clerk') => request('POST', '/policies', { as, body: policy });
const putInForce = (policy: object) =>
  changeRule(request, { method: 'POST', path: '/policies', as: 'petition.clerk', body: policy });
const active = async () =>
  (await request('GET', '/policies', { as: 'supervisor' })).body.items
    .filter((item: { active: boolean }) => item.active)
    .map(({ id, version }: { id: string; version: number }) => `${id} ${version}`);
const stored = () => query('SELECT id, version, active, body FROM policy ORDER BY id, version');

/** The clock that a letter starts with which comes now. */
const newLetter = async () => {
  const { process } = await sendLetter(gateway);
  const [clock] = await query<{ policy: string; started_at: Date; due: string }>(
    `SELECT concat(policy_id, ' ', policy_version) AS policy, started_at,
       (due_at AT TIME ZONE 'Asia/Shanghai')::date::text AS due
     FROM clock WHERE process_id = $1`,
    [process],
  );
  return clock!;
};
const dueDay = async (receivedAt: Date, workingDays: number): Promise<string> => {
  const asked = new URLSearchParams({ receivedAt: receivedAt.toISOString(), workingDays: `${workingDays}` });
  return (await request('GET', `/calendar/due-date?${asked}`)).body.dueDate;
};

describe('a policy', () => {
  it('a policy is stored as proposed and applies to new letters once approved', async () => {
    const proposed = await enter(own);
    const before = await newLetter();
    await request('POST', `/rule-proposals/${proposed.body.id}/approve`, { as: 'supervisor' });
    const after = await newLetter();

    expect(proposed).toMatchObject({ status: 202, body: { subject: 'OWN-2026 1', state: 'proposed' } });
    const read = await request('GET', '/policies/OWN-2026/versions/1', { as: 'supervisor' });
    expect(read).toMatchObject({ status: 200, body: { title: own.title, active: true, body: own } });
    expect([before.policy, after.policy]).toEqual([`QDN-2015 ${preset['version']}`, 'OWN-2026 1']);
    expect(after.due).toBe(await dueDay(after.started_at, 3));
  });

  it('the list of policies has no bodies and is for roles that need it', async () => {
    const { body } = await request('GET', '/policies', { as: 'mailbox.clerk' });

    expect(Object.keys(body.items[0]).sort()).toEqual(['active', 'effectiveFrom', 'id', 'title', 'version']);
    const read = (path: string, as: string) => request('GET', `/policies/${path}`, { as });
    expect((await read('OWN-2026/versions/1', 'kaili.clerk')).status).toBe(403);
    expect((await read('OWN-2026/versions/9', 'supervisor')).body.code).toBe('NOT_FOUND');
    expect((await read('OWN-2026/versions/x', 'supervisor')).body.code).toBe('NOT_FOUND');
  });

  it('only the petition office proposes a policy, and the audit log has proposal and approval', async () => {
    for (const as of ['supervisor', 'mailbox.clerk', 'admin.system'])
      expect([as, (await enter({ ...own, version: 2 }, as)).body.code]).toEqual([as, 'FORBIDDEN']);

    const entries = await query(
      `SELECT a.username, subject, result, reason FROM audit_entry e JOIN account a ON a.id::text = e.account
       WHERE action LIKE 'rule.%' ORDER BY e.id`,
    );
    const entry = { subject: 'policy OWN-2026 1', result: 'done' };
    expect(entries).toEqual([
      { ...entry, username: 'petition.clerk', reason: own.title },
      { ...entry, username: 'supervisor', reason: null },
    ]);
  });
});

describe('a version of a policy', () => {
  it('a policy version never changes: only the next one can be proposed', async () => {
    const before = await stored();

    for (const version of [1, 3])
      expect(await enter({ ...own, ...triage(4), version })).toMatchObject({
        status: 409,
        body: {
          code: 'VERSION_CONFLICT',
          issues: [
            { field: 'version', code: 'cases.policyVersionNotNext', params: { id: 'OWN-2026', next: 2 } },
          ],
        },
      });
    expect(await stored()).toEqual(before);
  });

  it('of concurrent proposals of a policy only one is stored', async () => {
    const answers = await Promise.all(
      [4, 5, 6].map((days) => enter({ ...own, id: 'AT-ONCE', ...triage(days) })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const { body } = answers.find(({ status }) => status === 202)!;
    await request('POST', `/rule-proposals/${body.id}/withdraw`, { as: 'petition.clerk' });
    expect(await query(`SELECT 1 FROM policy WHERE id = 'AT-ONCE'`)).toHaveLength(0);
  });

  it('an active policy with a later effective date leaves the current one in force until then', async () => {
    const later = await putInForce({ ...own, version: 2, effectiveFrom: '2999-01-01' });
    expect(later.inForceFrom).toBe('2999-01-01');
    expect(await active()).toEqual(['OWN-2026 2', 'OWN-2026 1']);
    expect((await newLetter()).policy).toBe('OWN-2026 1');

    await putInForce({ ...own, version: 3, ...triage(2) });
    expect(await active()).toEqual(['OWN-2026 3']);
    const letter = await newLetter();
    expect([letter.policy, letter.due]).toEqual(['OWN-2026 3', await dueDay(letter.started_at, 2)]);
  });
});

describe('a policy that processes cannot use is refused and not stored', () => {
  const { sign: _sign, ...withoutSign } = limits;
  const handling = limits['handling']!;
  const ladder = (more: object) => ({ cards: { ...cards, sign: { ...cards['sign'], ...more } } });
  const limit = (name: string, more: object) => ({
    limits: { ...limits, [name]: { ...limits[name], ...more } },
  });
  const { CONSULT: _consult, ...others } = handling['byClass'] as Record<string, object>;

  it.each<[string, object, string[]]>([
    ['without content', {}, ['id', 'version', 'limits', 'cards', 'officeHours']],
    ['with an unknown field', { ...own, limit: {} }, ['limit']],
    ['without a limit', { ...own, limits: withoutSign, cards: {} }, ['limits.sign']],
    [
      'with a limit that no process uses',
      { ...own, ...limit('signing', limits['sign']!) },
      ['limits.signing'],
    ],
    [
      'with a limit in weeks',
      { ...own, ...limit('sign', { duration: { weeks: 1 } }) },
      ['limits.sign.duration'],
    ],
    [
      'without a class',
      { ...own, ...limit('handling', { byClass: others }) },
      ['limits.handling.byClass.CONSULT'],
    ],
    [
      'with half a day',
      { ...own, ...limit('sign', { duration: { workingDays: 0.5 } }) },
      ['limits.sign.duration'],
    ],
    [
      'with an extension of a limit that no process extends',
      { ...own, ...limit('sign', { extension: { max: 1, by: { workingDays: 1 } } }) },
      ['limits.sign.extension'],
    ],
    [
      'with an extension in hours',
      {
        ...own,
        ...limit('handling', { extension: { max: 1, by: { workingHours: 8 } } }),
      },
      ['limits.handling.extension.by'],
    ],
    ['with an end at noon', { ...own, ...limit('sign', { endsAt: 'noon' }) }, ['limits.sign.endsAt']],
    ['with an invalid day', { ...own, effectiveFrom: '2026-02-30' }, ['effectiveFrom']],
    [
      'with red before yellow',
      { ...own, ...ladder({ red: { after: { workingDays: 1 } } }) },
      ['cards.sign.red'],
    ],
    [
      'with red in other units',
      { ...own, ...ladder({ red: { after: { workingHours: 90 } } }) },
      ['cards.sign.red'],
    ],
    ['with a ladder without a limit', { ...own, cards: { signing: cards['sign'] } }, ['cards.signing']],
    [
      'with an office that closes first',
      { ...own, officeHours: [{ from: '17:30', to: '08:30' }] },
      ['officeHours'],
    ],
    ['with the id of a preset', { ...own, id: 'QDN-2015', version: 3 }, ['id']],
    ['with an invalid id', { ...own, id: '../x' }, ['id']],
    ['with version 1.5', { ...own, version: 1.5 }, ['version']],
  ])('a policy %s is refused and not stored', async (_, policy, fields) => {
    const before = await stored();

    const { status, body } = await enter(policy);

    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    const named = body.issues.map(({ field }: { field: string }) => field);
    expect(named).toEqual(expect.arrayContaining(fields));
    if (fields.length === 1) expect(named).toEqual(fields);
    for (const { message } of body.issues) expect(message).toMatch(/\S/);
    expect(await stored()).toEqual(before);
  });

  it('a policy with an unstorable character or without a body is refused', async () => {
    const before = await stored();

    expect((await enter({ ...own, version: 4, title: 'a\0' })).body.code).toBe('VALIDATION_FAILED');
    expect(await request('POST', '/policies', { as: 'petition.clerk' })).toMatchObject({
      status: 400,
      body: { issues: [{ field: '(body)' }] },
    });
    expect(await stored()).toEqual(before);
  });
});

describe('the rule of consultations', () => {
  const { body } = consultationRuleSeeds()[1]!;
  const rule = { effectiveFrom: '2031-01-01', title: '新法', ...body, period: { calendarDays: 60 } };
  const add = (more: object = {}, as = 'legal.officer') =>
    request('POST', '/consultation-rules', { as, body: { ...rule, ...more } });
  const list = async () => (await request('GET', '/consultation-rules', { as: 'kaili.clerk' })).body.items;

  it('a consultation rule is entered once for a day and never changes', async () => {
    await changeRule(request, {
      ...{ method: 'POST', path: '/consultation-rules', as: 'legal.officer', body: rule },
    });
    expect(await add({ period: { calendarDays: 20 } })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT', issues: [{ field: 'effectiveFrom' }] },
    });

    const rules = await list();
    expect(rules.map(({ effectiveFrom }: typeof rule) => effectiveFrom)).toEqual([
      '2031-01-01',
      '2019-09-01',
      '2015-05-15',
    ]);
    expect(rules[0]).toEqual(rule);
    expect(
      await query(
        `SELECT action, reason FROM audit_entry WHERE subject = 'consultation-rule 2031-01-01' ORDER BY id`,
      ),
    ).toEqual([
      { action: 'rule.propose', reason: '新法' },
      { action: 'rule.approve', reason: null },
    ]);
  });

  it.each<[object, string]>([
    [{ effectiveFrom: '2032-13-01' }, 'effectiveFrom'],
    [{ effectiveFrom: '2032-01-01', period: { weeks: 4 } }, 'period'],
    [{ effectiveFrom: '2032-01-01', legalReview: { workingDays: 0 } }, 'legalReview.workingDays'],
    [{ effectiveFrom: '2032-01-01', sorting: { workingDays: 16 } }, 'sorting'],
    [{ effectiveFrom: '2032-01-01', hearingPaper: {} }, 'hearingPaper'],
    [{ effectiveFrom: '2032-01-01', title: '' }, 'title'],
  ])('a consultation rule that cannot be applied is refused: %j', async (more, field) => {
    const before = await list();

    expect(await add(more)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', issues: [{ field }] },
    });
    expect(await list()).toEqual(before);
  });

  it('only the legal office proposes a consultation rule', async () => {
    expect((await add({ effectiveFrom: '2033-01-01' }, 'admin.system')).body.code).toBe('FORBIDDEN');
  });
});
