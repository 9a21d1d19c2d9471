import { beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type Answer } from '../../../support/gateway.js';
import { form } from '../../../support/forms.js';
import { letterInProgress, openTask, sendLetter } from '../../../support/letters.js';
import { complete as surveyContent } from '../../../domain/surveys/questionnaire.js';
import { isAdmitted } from './expected-callers.js';
import {
  accountCallers,
  call,
  NOBODY,
  operationsOf,
  PLATFORM,
  platformCaller,
  type Caller,
  type Operation,
} from './operations.js';

/** Every operation × every role and kind of unit × ids own, foreign, hidden and nonexistent. */
const gateway = await startTestGateway();
const { request, query } = gateway;
const operations = await operationsOf(gateway);
const ACCOUNTS = [
  ...['zjj.clerk', 'zjj.signer', 'jtj.clerk', 'jtj.signer'],
  ...['kaili.clerk', 'kaili.signer', 'kaili.admin', '522601-ghj.clerk', '522622.clerk'],
  ...[
    'mailbox.clerk',
    'mailbox.reviewer',
    'zfb.mailbox',
    'zfb.mailbox2',
    'supervisor',
    'petition.supervisor',
  ],
  ...['efficiency', 'discipline.clerk', 'petition.clerk', 'legal.officer', 'info.editor', 'info.reviewer'],
  ...['service.centre', 'admin.system', 'admin.security', 'admin.audit'],
];
/** They end the session that calls them. */
const ENDING = ['auth_logout', 'auth_logoutSession'];

/** An object of a case: who sees it, by docs/who-sees-what.md, and which parameters of paths name it. */
interface Subject {
  readonly name: string;
  readonly seenBy: readonly string[];
  /** The route that shows it to all of them. */
  readonly route: string;
  readonly ids: (operation: Operation) => Readonly<Record<string, string>> | null;
}
const OFFICES = ['mailbox.clerk', 'mailbox.reviewer', 'zfb.mailbox', 'zfb.mailbox2'];
const SUPERVISORS = ['supervisor', 'petition.supervisor'];
let callers: readonly Caller[];
let subjects: readonly Subject[];

beforeAll(async () => {
  callers = [NOBODY, ...(await accountCallers(gateway, ACCOUNTS)), await platformCaller(gateway)];
  const readers = [...OFFICES, ...SUPERVISORS, 'petition.clerk'];
  const accusation = await sendLetter(gateway, { kind: 'REPORT', namedUnits: ['522601'] });
  const [secret] = await query<{ unit: string; name: string }>(
    `SELECT unit, name FROM task WHERE process_id = $1 AND state = 'open'`,
    [accusation.process],
  );
  expect(secret).toEqual({ unit: 'QGZ', name: 'register' });
  // `efficiency` sees cases with a card, so it is not on the letter below.
  const carded = await letterInProgress(gateway, 'ZJJ');
  subjects = [
    await letter('a letter of 州住建局', 'ZJJ', ['zjj.clerk', 'zjj.signer', ...readers]),
    await letter('a letter of 凯里市', '522601', ['kaili.clerk', 'kaili.signer', ...readers]),
    await caseOf('an accusation of 凯里市', accusation.process, 'register', [
      'mailbox.clerk',
      'mailbox.reviewer',
    ]),
    await survey(),
    await interview(),
    await consultation(),
    ...(await cards(carded.process)),
    await campaign(),
    await dutyRegister(),
    await file(),
    await savedView(),
    await session(),
    await erasure(carded.process),
    await roleGrant(),
    named('an account of 州住建局', ['admin.system', 'admin.security', 'admin.audit'], {
      '/api/v1/accounts/{username}': { username: 'zjj.clerk' },
    }),
  ];
}, 120_000);

const caseOf = async (
  name: string,
  process: string,
  task: string,
  seenBy: readonly string[],
): Promise<Subject> => {
  const open = await openTask(gateway, process, task);
  return {
    ...{ name, seenBy, route: '/api/v1/letters/{id}' },
    ids: ({ path }) => {
      if (/^\/api\/v1\/(processes|letters)\/\{id\}/.test(path)) return { id: process };
      return path.startsWith('/api/v1/tasks/{id}') ? { id: open } : null;
    },
  };
};
async function letter(name: string, unit: string, seenBy: readonly string[]): Promise<Subject> {
  const sent = await letterInProgress(gateway, unit);
  return caseOf(name, sent.process, 'draft', seenBy);
}
const below = (resource: string, name: string, { body }: Answer, seenBy: readonly string[]): Subject => {
  expect([name, body.id]).toEqual([name, expect.any(String)]);
  return {
    ...{ name, seenBy, route: `/api/v1/${resource}/{id}` },
    ids: ({ path }) =>
      path.startsWith(`/api/v1/${resource}/{id}`) || path.startsWith('/api/v1/processes/{id}')
        ? { id: body.id }
        : null,
  };
};
const INFO = ['info.editor', 'info.reviewer'];
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

async function survey(): Promise<Subject> {
  const body = { title: '满意度调查', ...surveyContent, opensOn: day(60).slice(0, 10) };
  const created = await request('POST', '/surveys', { as: 'zjj.clerk', body });
  return below('surveys', 'a survey of 州住建局', created, [
    'zjj.clerk',
    'zjj.signer',
    ...INFO,
    ...SUPERVISORS,
  ]);
}
async function interview(): Promise<Subject> {
  const body = { topic: '公积金', form: 'text', liveAt: day(60) };
  const created = await request('POST', '/interviews', { as: 'zjj.clerk', body });
  const seenBy = ['zjj.clerk', 'zjj.signer', ...INFO, ...SUPERVISORS];
  return below('interviews', 'an interview of 州住建局', created, seenBy);
}
async function consultation(): Promise<Subject> {
  const policy = { title: '关于租房的规定', kind: 'MEASURE', major: true, reason: '起草单位意见' };
  const registered = await request('POST', '/policy-documents', { as: 'zjj.clerk', body: policy });
  const body = { policy: registered.body.id };
  const created = await request('POST', '/consultations', { as: 'zjj.clerk', body });
  const seenBy = ['zjj.clerk', 'zjj.signer', 'legal.officer', ...INFO, ...SUPERVISORS];
  return below('consultations', 'a consultation of 州住建局', created, seenBy);
}

/** @param ids parameters by the beginning of the paths that they stand in */
const named = (
  name: string,
  seenBy: readonly string[],
  ids: Readonly<Record<string, Readonly<Record<string, string>>>>,
  route = '',
): Subject => ({
  ...{ name, seenBy, route },
  ids: ({ path }) => Object.entries(ids).find(([start]) => path.startsWith(start))?.[1] ?? null,
});
/** The answer of a request that must succeed. */
async function made(
  method: string,
  path: string,
  options: Parameters<typeof request>[2],
): Promise<Answer['body']> {
  const { status, body } = await request(method, path, options);
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** `efficiency` reads and decides cards of all ordinary cases, its platform decides them only. */
async function cards(processId: string): Promise<Subject[]> {
  const body = { processId, unit: 'ZJJ', level: 'yellow', reason: '办理情况不实' };
  const { id } = await made('POST', '/supervision/cards', { as: 'efficiency', body });
  const readers = ['zjj.clerk', 'zjj.signer', ...OFFICES, ...SUPERVISORS, 'efficiency', 'petition.clerk'];
  const [read, decided] = ['/api/v1/cards/{id}', '/api/v1/supervision/cards/{id}'];
  return [
    named('a card of 州住建局', readers, { [read]: { id } }, read),
    named('a card to decide', [...readers, PLATFORM], { [decided]: { id } }),
  ];
}
async function campaign(): Promise<Subject> {
  const site = { url: 'http://example.gov.cn/' };
  const body = { preset: 'QDN-2015', firstDay: '2049-05-15', departments: ['FGW', 'JYJ'], site };
  const { id } = await made('POST', '/campaigns', { as: 'service.centre', body });
  const seenBy = ['service.centre', ...SUPERVISORS];
  const paths = { '/api/v1/campaigns/{id}': { id } };
  return named('a campaign of others', seenBy, paths, '/api/v1/campaigns/{id}');
}
/** With an entry. Those who read every unit are told that they do not keep it. */
async function dutyRegister(): Promise<Subject> {
  const entry = {
    business: 'mailbox',
    kind: 'officer',
    phone: '0855-8000011',
    name: '吴某云',
    isPublic: false,
  };
  await made('POST', '/duty/units/ZJJ/entries', { as: 'zjj.clerk', body: entry });
  const { entries } = await made('GET', '/duty/units/ZJJ', { as: 'zjj.clerk' });
  const offices = [...OFFICES, ...SUPERVISORS, ...INFO, 'petition.clerk', 'efficiency', 'service.centre'];
  const seenBy = ['zjj.clerk', 'zjj.signer', ...offices, 'admin.system', 'admin.audit'];
  return named(
    'the duty register of 州住建局',
    seenBy,
    {
      '/api/v1/duty/units/{code}': { code: 'ZJJ' },
      '/api/v1/duty/entries/{id}': { id: entries[0].id },
    },
    '/api/v1/duty/units/{code}',
  );
}
async function file(): Promise<Subject> {
  const upload = form([{ name: 'a.txt', bytes: Buffer.from('情况说明') }]);
  const { items } = await made('POST', '/attachments', { as: 'zjj.clerk', ...upload });
  const paths = { '/api/v1/attachments/{id}': { id: items[0].id } };
  return named('a file of an account', ['zjj.clerk'], paths, '/api/v1/attachments/{id}');
}
async function savedView(): Promise<Subject> {
  const body = { page: 'letters', name: '超期', filter: 'light=red', shared: false };
  const { id } = await made('POST', '/me/views', { as: 'zjj.clerk', body });
  return named('a view of an account', ['zjj.clerk'], { '/api/v1/me/views/{id}': { id } });
}
async function session(): Promise<Subject> {
  const { items } = await made('GET', '/auth/sessions', { as: 'zjj.signer' });
  const paths = { '/api/v1/auth/sessions/{id}': { id: items[0].id } };
  return named('a session of an account', ['zjj.signer'], paths);
}
async function erasure(process: string): Promise<Subject> {
  const [letter] = await query<{ no: string }>('SELECT letter_no AS no FROM letter WHERE process_id = $1', [
    process,
  ]);
  const body = { letterNo: letter!.no, reason: '来信人申请' };
  const { id } = await made('POST', '/erasures', { as: 'mailbox.clerk', body });
  const seenBy = [...OFFICES, ...SUPERVISORS, 'admin.security', 'admin.audit'];
  return named('an erasure', seenBy, { '/api/v1/erasures/{id}': { id } });
}
async function roleGrant(): Promise<Subject> {
  const body = { role: 'agency-signer', reason: '兼任' };
  const { grants } = await made('POST', '/accounts/zjj.clerk/roles', { as: 'admin.system', body });
  const paths = { '/api/v1/role-grants/{id}': { id: grants[0].id } };
  return named('a proposed role', ['admin.system', 'admin.security'], paths);
}

/** What a caller can tell answers apart by. */
const shown = ({ status, body }: Answer, ids: Readonly<Record<string, string>> = {}): string =>
  Object.values(ids).reduce(
    (text, id) => text.replaceAll(id.split('.')[0]!, '0198c0de-0000-4000-8000-000000000000'),
    JSON.stringify([status, body.code, body.detail, body.detailCode, body.issues]),
  );

describe('the matrix of roles', () => {
  it('admits and refuses every caller as the table says, without a fault', async () => {
    const wrong: string[] = [];
    for (const caller of callers) {
      for (const operation of operations) {
        const isOpen = isAdmitted(operation.id, caller.rights);
        if (
          isOpen &&
          (ENDING.includes(operation.id) || (operation.isStream && operation.parameters.length === 0))
        )
          continue;
        const { status, body } = await call(gateway, operation, caller);
        const isRefused = caller === NOBODY ? body.detailCode === 'platform.tokenMissing' : status === 403;
        const isRight = isOpen ? status < 500 || operation.id === 'health_ready' : isRefused;
        if (!isRight) wrong.push(`${operation.id} as ${caller.name}: ${status} ${body.code} ${body.detail}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers alike about what a caller does not see and about what does not exist', async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const subject of subjects) {
      for (const caller of callers.filter(({ name }) => !subject.seenBy.includes(name))) {
        for (const operation of operations) {
          const ids = subject.ids(operation);
          if (!ids) continue;
          const nothing = shown(await call(gateway, operation, caller));
          const hidden = shown(await call(gateway, operation, caller, ids), ids);
          compared += 1;
          if (hidden !== nothing)
            wrong.push(`${operation.id} of ${subject.name} as ${caller.name}: ${hidden}, not ${nothing}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(2000);
  });

  it('serves what a caller sees, without a fault', async () => {
    const wrong: string[] = [];
    for (const subject of subjects) {
      for (const caller of callers.filter(({ name }) => subject.seenBy.includes(name))) {
        for (const operation of operations.filter(({ method, isStream }) => method === 'GET' && !isStream)) {
          const ids = subject.ids(operation);
          if (!ids) continue;
          const { status, body } = await call(gateway, operation, caller, ids);
          if (status >= 500 || (operation.path === subject.route && status !== 200))
            wrong.push(`${operation.id} of ${subject.name} as ${caller.name}: ${status} ${body.code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
