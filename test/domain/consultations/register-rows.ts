import { randomUUID } from 'node:crypto';

type Query = <R = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>;

/** Inserts and updates policies and consultations by bare statements. */
export function registerRows(query: Query, officers: () => readonly string[]) {
  let number = 0;

  async function register(options: { title?: string; major?: boolean } = {}): Promise<string> {
    const id = randomUUID();
    number += 1;
    await query(
      `INSERT INTO policy_document (id, title, title_key, unit_code, kind, major, state, created_by, created_at)
       VALUES ($1, $2, '', 'JTJ', 'NORMATIVE', $3, 'draft', 'test', now())`,
      [id, options.title ?? `关于第${number}号事项的规定`, options.major ?? true],
    );
    return id;
  }
  /** Classifies and reviews a policy and sets its number and text: only the gate can refuse it then. */
  async function ready(id: string): Promise<string> {
    await query(
      `UPDATE policy_document SET classified_at = now(), review_until = '2020-01-01', document_number = 'X号',
         final_text = '第一条 正文' WHERE id = $1`,
      [id],
    );
    return id;
  }
  const decide = (id: string) =>
    query(`UPDATE policy_document SET state = 'decided', decided_at = now() WHERE id = $1`, [id]);
  const issue = (id: string) =>
    query(`UPDATE policy_document SET state = 'issued', issued_at = now() WHERE id = $1`, [id]);

  async function consult(policy: string): Promise<string> {
    const id = randomUUID();
    await query(
      `INSERT INTO consultation (id, policy_id, unit_code, state, opinions_shown, created_by, created_at)
       VALUES ($1, $2, 'JTJ', 'draft', 'ALWAYS', 'test', now())`,
      [id, policy],
    );
    return id;
  }
  async function open(policy: string): Promise<string> {
    const id = await consult(policy);
    await query(`INSERT INTO consultation_clause VALUES ($1, 1, '第一条', NULL, '内容')`, [id]);
    await query(
      `UPDATE consultation SET state = 'open', explanation = '说明', how_to_answer = '方式', closes_on = '2026-01-31',
         closes_at = now() + interval '1 day', minimum_on = '2026-01-31', rule_from = '2019-09-01',
         published_at = now() - interval '40 days' WHERE id = $1`,
      [id],
    );
    return id;
  }
  const say = async (consultation: string, clause: number | null = 1): Promise<string> => {
    const id = randomUUID();
    await query(
      `INSERT INTO opinion (id, consultation_id, clause, name, contact, body, received_at, state)
       VALUES ($1, $2, $3, '张三', '', '意见', now(), 'published')`,
      [id, consultation, clause],
    );
    return id;
  };
  const close = (id: string) =>
    query(`UPDATE consultation SET state = 'closed', closed_at = closes_at WHERE id = $1`, [id]);
  const answer = (id: string) =>
    query(
      `UPDATE opinion SET verdict = 'ADOPTED', verdict_reason = '好', verdict_by = 'test', verdict_at = now() WHERE id = $1`,
      [id],
    );
  const publish = (id: string) =>
    query(`UPDATE consultation SET state = 'answered', adoption_published_at = closed_at WHERE id = $1`, [
      id,
    ]);
  async function answered(policy: string): Promise<string> {
    const id = await open(policy);
    await close(id);
    await publish(id);
    return id;
  }
  async function unmarking(
    policy: string,
    people: { first?: string; second?: string; confirmed?: boolean } = {},
  ): Promise<string> {
    const { first = officers()[0], second = officers()[1], confirmed = true } = people;
    const id = randomUUID();
    await query(
      `INSERT INTO policy_unmarking (id, policy_id, marking, reason, requested_by, requested_at) VALUES ($1, $2, 0, '理由', $3, now())`,
      [id, policy, first],
    );
    await query(
      `UPDATE policy_unmarking SET confirmed = $2, decided_by = $3, decided_at = now() WHERE id = $1`,
      [id, confirmed, second],
    );
    return id;
  }
  const unmark = (policy: string, by: string | null) =>
    query('UPDATE policy_document SET major = false, unmarking_id = $2 WHERE id = $1', [policy, by]);

  return {
    register,
    ready,
    decide,
    issue,
    consult,
    open,
    say,
    close,
    answer,
    publish,
    answered,
    unmarking,
    unmark,
  };
}
