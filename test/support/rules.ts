interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the body of any route
  readonly body: any;
}
type Send = (method: 'PUT' | 'POST', path: string, options: { as: string; body: unknown }) => Promise<Answer>;

export interface ProposedRule {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly as: string;
  readonly body?: unknown;
}

/** Proposes a change of a rule, and has the supervisor approve it. @returns the approved proposal */
export async function changeRule(
  request: Send,
  { method, path, as, body = {} }: ProposedRule,
): Promise<Answer['body']> {
  const proposed = await request(method, path, { as, body });
  if (proposed.status !== 202) throw new Error(`not proposed: ${JSON.stringify(proposed.body)}`);
  const approved = await request('POST', `/rule-proposals/${proposed.body.id}/approve`, {
    as: as === 'legal.officer' ? 'legal.reviewer' : 'supervisor',
    body: {},
  });
  if (approved.status !== 200) throw new Error(`not approved: ${JSON.stringify(approved.body)}`);
  return approved.body;
}
