/** Policies on which the public is, or was, consulted, for tests that look at their pages. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { clausesOf } from '../../domain/consultations/clauses.js';
import { compareTexts } from '../../domain/consultations/compare-texts.js';
import type { Client } from '../e2e/client.js';

export interface Consulted {
  readonly policy: string;
  readonly consultation: string;
}

/** Clerk of the unit that drafts them. */
export const DRAFTER = 'gaj.clerk';
export const DRAFT_TEXT = `第一章 总则
第一条 为了规范养犬行为，保障公民健康和人身安全，制定本办法。
第二条 本办法适用于本州城市建成区内犬只的饲养和监督管理。
第三条 公安机关是养犬管理的主管部门。
第四条 新闻媒体应当开展文明养犬的宣传教育。
第五条 任何单位和个人有权举报违法养犬行为。
第二章 免疫和登记
第六条 犬只出生满三个月的，应当接种狂犬病疫苗，并办理养犬登记。
第七条 犬只转让、死亡的，应当在十五日内办理变更或者注销登记。
第八条 个人养犬，每户限养一只，不得饲养烈性犬和大型犬。
烈性犬和大型犬的品种、标准，由州公安局确定，并向社会公布。
第三章 养犬行为
第九条 携犬外出应当用长度不超过一点五米的犬绳牵引。
第十条 不得携犬进入学校、医院和公共交通工具，导盲犬除外。`;
export const FINAL_TEXT = DRAFT_TEXT.replace(
  '不得饲养烈性犬和大型犬。\n',
  '不得饲养烈性犬和大型犬。导盲犬、扶助犬不计入数量。\n',
).replace('长度不超过一点五米的', '长度不超过二米的');

export const DRAFT = {
  text: DRAFT_TEXT,
  explanation: '城区还没有统一的登记和牵引规定，犬只伤人、扰民的投诉较多。',
  howToAnswer: '可以在本页逐条提出，也可以来信、来电。',
  phone: '0855-8000000',
  address: '凯里市某路1号 州公安局法制支队',
  postcode: '556000',
  period: { kind: 'PRESET' },
  opinionsShown: 'ALWAYS',
};
const OPINIONS = [
  { clause: 8, body: '已经办证的犬只应当允许养到自然死亡，不要一刀切。', name: '张三' },
  { clause: 8, body: '大型犬按什么标准要写清楚，按肩高还是按体重。', name: '李四' },
  { clause: 9, body: '犬绳一点五米太短，建议放宽到二米。', name: '杨五' },
  { body: '总体赞成，请尽快出台。' },
] as const;

/** A consultation that is open, with opinions of which two are published. */
export async function openConsultation(client: Client): Promise<Consulted> {
  const as = DRAFTER;
  const body = {
    title: '黔东南州城市养犬管理办法',
    kind: 'NORMATIVE',
    major: true,
    reason: '涉及群众切身利益。',
  };
  const { id: policy } = await client.post<{ id: string }>('/policy-documents', body, { as });
  const { id } = await client.post<{ id: string }>('/consultations', { policy }, { as });
  await done(client, id, 'classify', 'major');
  await opened(client, id, 'prepare');
  await client.request('PUT', `/consultations/${id}/draft`, { as, body: DRAFT });
  await done(client, id, 'prepare', 'submit');
  await done(client, id, 'checkDraft', 'accept');
  await done(client, id, 'publish', 'publish');
  await opened(client, id, 'collect');
  for (const opinion of OPINIONS)
    await client.post(`/public/consultations/${id}/opinions`, {
      ...opinion,
      captcha: await client.captcha(),
    });
  const { items } = await client.get<{ items: { id: string }[] }>(`/consultations/${id}/opinions`, as);
  const published = { opinions: items.slice(0, 2).map((opinion) => opinion.id), action: 'publish' };
  await client.post(`/consultations/${id}/opinions/moderation`, published, { as });
  return { policy, consultation: id };
}

async function opened(client: Client, id: string, task: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await client.tasks(id, 'supervisor')).some(({ name }) => name === task)) return;
    await sleep(50);
  }
  throw new Error(`the task ${task} is not open`);
}

async function done(client: Client, id: string, task: string, outcome: string): Promise<void> {
  await opened(client, id, task);
  await client.does(id, task, { outcome }, 'supervisor');
}

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

/** A policy of last month with its published feedback: rows only, because a procedure takes weeks. */
export async function issuedPolicy(query: Query): Promise<Consulted> {
  const [policy, consultation, group] = [randomUUID(), randomUUID(), randomUUID()];
  const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const day = (days: number): string => ago(days).slice(0, 10);
  await query(
    `INSERT INTO policy_document (id, title, title_key, unit_code, kind, major, state, created_by, created_at)
     VALUES ($1, '黔东南州城市养犬登记办法', '', 'GAJ', 'NORMATIVE', true, 'draft', 'test', $2)`,
    [policy, ago(120)],
  );
  await query(
    `INSERT INTO consultation (id, policy_id, unit_code, state, opinions_shown, created_by, created_at)
     VALUES ($1, $2, 'GAJ', 'draft', 'ALWAYS', 'test', $3)`,
    [consultation, policy, ago(120)],
  );
  for (const { number, label, heading, text } of clausesOf(DRAFT_TEXT))
    await query('INSERT INTO consultation_clause VALUES ($1, $2, $3, $4, $5)', [
      ...[consultation, number, label, heading, text],
    ]);
  await query(
    `UPDATE consultation SET state = 'open', explanation = '说明', how_to_answer = '来信来电', closes_on = $2,
       closes_at = $3, minimum_on = $2, rule_from = '2019-09-01', published_at = $4 WHERE id = $1`,
    [consultation, day(80), ago(79), ago(111)],
  );
  await query(
    `INSERT INTO opinion_group (id, consultation_id, summary, created_by, created_at) VALUES ($1, $2, '放宽犬绳长度', 'test', $3)`,
    [group, consultation, ago(78)],
  );
  const rows = [
    [8, '张三', '已经办证的犬只应当允许养到自然死亡。', null, 'PARTLY', '导盲犬、扶助犬不计入数量，已写明。'],
    [9, '李四', '犬绳放宽到二米。', group, 'ADOPTED', '已写入第九条。'],
    [9, '杨五', '一点五米太短，建议二米。', group, 'ADOPTED', '已写入第九条。'],
    [3, '石六', '改由城管部门主管。', null, 'NOT_ADOPTED', '上位法规定由公安机关主管。'],
    [null, '', '把流浪猫一并纳入管理。', null, 'ELSEWHERE', '超出本办法范围，转州农业农村局研究。'],
  ] as const;
  for (const [index, [clause, name, body, inGroup, verdict, reason]] of rows.entries())
    await query(
      `INSERT INTO opinion (id, consultation_id, clause, name, contact, body, received_at, state, group_id, verdict,
         verdict_reason, verdict_by, verdict_at)
       VALUES ($1, $2, $3, $4, '', $5, $6, 'published', $7, $8, $9, 'test', $10)`,
      [randomUUID(), consultation, clause, name, body, ago(100 - index), inGroup, verdict, reason, ago(75)],
    );
  await query(
    `UPDATE consultation SET state = 'closed', closed_at = closes_at, sort_by = $2, answer_by = $3 WHERE id = $1`,
    [consultation, day(66), day(60)],
  );
  await query(`UPDATE consultation SET state = 'answered', adoption_published_at = $2 WHERE id = $1`, [
    ...[consultation, ago(70)],
  ]);
  const diff = compareTexts(clausesOf(DRAFT_TEXT), clausesOf(FINAL_TEXT));
  await query(
    `UPDATE policy_document SET classified_at = $2, review_until = $3, document_number = '黔东南府办发〔2026〕12号',
       final_text = $4 WHERE id = $1`,
    [policy, ago(115), day(50), FINAL_TEXT],
  );
  await query(`UPDATE policy_document SET state = 'decided', decided_at = $2 WHERE id = $1`, [
    policy,
    ago(40),
  ]);
  await query(`UPDATE policy_document SET state = 'issued', issued_at = $2, diff = $3 WHERE id = $1`, [
    ...[policy, ago(35), JSON.stringify(diff)],
  ]);
  return { policy, consultation };
}
