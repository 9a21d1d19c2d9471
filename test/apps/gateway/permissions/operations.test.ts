import { describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';
import { expectedCallers, isAdmitted } from './expected-callers.js';
import { accountCallers, call, NOBODY, operationsOf, platformCaller } from './operations.js';

const gateway = await startTestGateway();
const operations = await operationsOf(gateway);
/** One account of each role; the program for what accounts may not call. */
const callers = [
  ...(await accountCallers(gateway, [
    ...[
      'zjj.clerk',
      'zjj.signer',
      'mailbox.clerk',
      'mailbox.reviewer',
      'supervisor',
      'efficiency',
      'info.editor',
    ],
    ...[
      'info.reviewer',
      'service.centre',
      'legal.officer',
      'discipline.clerk',
      'petition.clerk',
      'kaili.admin',
    ],
    ...['admin.system', 'admin.security', 'admin.audit'],
  ])),
  await platformCaller(gateway),
];
/** Refusals of the guard; the wrong password of a sign-in is another 401. */
const NO_SESSION = new Set(['platform.tokenMissing']);
/** They end the session that calls them. */
const ENDING = ['auth_logout', 'auth_logoutSession'];

/** 503 is an answer of `GET /health/ready` where no worker runs. */
const isFault = (status: number): boolean => status >= 500 && status !== 503;

describe('every operation', () => {
  it('has an expectation in the table of callers, and no more are there', () => {
    expect([...expectedCallers.keys()].sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('refuses nobody with 401 unless it is public', async () => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ isStream }) => !isStream)) {
      const { body } = await call(gateway, operation, NOBODY);
      const isRefused = NO_SESSION.has(body.detailCode);
      if (isRefused === isAdmitted(operation.id, null)) wrong.push(`${operation.id} ${body.code}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses a caller without the role with 403', async () => {
    const wrong: string[] = [];
    for (const [n, operation] of operations.entries()) {
      const others = callers.filter(({ rights }) => !isAdmitted(operation.id, rights));
      if (others.length === 0) continue;
      const other = others[n % others.length]!;
      const { status, body } = await call(gateway, operation, other);
      if (status !== 403) wrong.push(`${operation.id} as ${other.name}: ${status} ${body.code}`);
    }
    expect(wrong).toEqual([]);
  });

  it('answers about a nonexistent id with a refusal, and never with a fault', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      if (ENDING.includes(operation.id) || (operation.isStream && operation.parameters.length === 0))
        continue;
      const caller = callers.find(({ rights }) => isAdmitted(operation.id, rights))!;
      const { status, body } = await call(gateway, operation, caller);
      if (isFault(status) || (operation.parameters.length > 0 && status < 400))
        wrong.push(`${operation.id} as ${caller.name}: ${status} ${body.code} ${body.detail}`);
    }
    expect(wrong).toEqual([]);
  });
});
