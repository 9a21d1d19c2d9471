import { messagesOf } from './lint-findings.js';

describe('the environment', () => {
  const rule = 'no-restricted-syntax';

  it.each([
    ['a program', 'apps/gateway/main.ts'],
    ['an activity', 'activities/surveys.activities.ts'],
    ['the database', 'infra/database/data-source.ts'],
  ])('the environment is not read by %s', async (_, file) => {
    expect(await messagesOf(rule, file, 'export const port = process.env.PORT;')).toHaveLength(1);
  });

  it('a program passes its environment to the config module', async () => {
    expect(
      await messagesOf(rule, 'apps/gateway/main.ts', 'export const c = loadConfig(process.env);'),
    ).toEqual([]);
  });

  it('the config module reads the environment', async () => {
    expect(await messagesOf(rule, 'infra/config/config.ts', 'export const e = process.env;')).toEqual([]);
  });
});

describe('the console', () => {
  it.each(['workflows/surveys/behaviour.ts', 'domain/documents/render.ts', 'apps/gateway/main.ts'])(
    'the console is not written to by %s',
    async (file) => {
      expect(await messagesOf('no-console', file, "console.log('x');")).toHaveLength(1);
    },
  );

  it('command-line tools write to the console', async () => {
    expect(await messagesOf('no-console', 'infra/local/main.ts', "console.log('x');")).toEqual([]);
  });
});
