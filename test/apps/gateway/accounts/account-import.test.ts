import { expect, it } from '@jest/globals';
import { startTestGateway } from '../../../support/gateway.js';

const { app, signIn, request, query } = await startTestGateway();

const CSV = [
  '账号,姓名,单位,角色',
  'liping.lu,陆某平,黎平县,承办单位经办',
  'kaili.clerk,杨某,黎平县,',
  'liping.shi,石某,德风街道,',
].join('\n');

const upload = async (as: string, text: string, dryRun = true) => {
  const boundary = 'accounts';
  const response = await app.inject({
    method: 'POST',
    url: `/api/v1/accounts/import?dryRun=${dryRun}`,
    headers: {
      authorization: `Bearer ${await signIn(as)}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload:
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n` +
      `Content-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`,
  });
  return { status: response.statusCode, body: response.json() };
};
const exists = async (username: string): Promise<boolean> =>
  (await query('SELECT 1 FROM account WHERE username = $1', [username])).length > 0;

it('a dry run names every bad row and creates nothing', async () => {
  const { status, body } = await upload('admin.system', CSV);

  expect(status).toBe(200);
  expect(body).toMatchObject({ total: 3, valid: 1, created: 0 });
  expect(body.problems).toEqual([
    expect.objectContaining({ row: 3, column: '账号', code: 'accounts.usernameTaken' }),
    expect.objectContaining({
      ...{ row: 4, column: '单位', code: 'accounts.unitMeant' },
      params: { unit: '德风街道', near: '德凤街道' },
    }),
  ]);
  expect(await exists('liping.lu')).toBe(false);
});

it('an import creates the good rows and proposes their roles', async () => {
  const { body } = await upload('admin.system', CSV.replaceAll('liping', 'leishan'), false);

  expect(body).toMatchObject({ created: 1 });
  const account = await request('GET', '/accounts/leishan.lu', { as: 'admin.security' });
  expect(account.body).toMatchObject({ state: 'invited', roles: [] });
  expect(account.body.grants).toEqual([
    expect.objectContaining({ role: { id: 'agency-clerk', title: '承办单位经办' } }),
  ]);
});

it('the administrator of a county imports into its own units only', async () => {
  const { body } = await upload('kaili.admin', CSV.replaceAll('liping', 'kaili.new'));

  expect(body.problems.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([
    [2, '单位'],
    [3, '单位'],
    [4, '单位'],
  ]);
});

it.each(['admin.security', 'admin.audit', 'kaili.clerk'])('%s imports no accounts', async (as) => {
  expect((await upload(as, CSV)).status).toBe(403);
});

it('a file that is no table is refused with its reason', async () => {
  const { status, body } = await upload('admin.system', '%PDF-1.7');

  expect([status, body.detailCode]).toEqual([400, 'catalogue.fileIsPdf']);
});
