import { beforeAll, describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../infra/config/repo-root.js';
import { startTestGateway } from '../support/gateway.js';

interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema & { readonly items?: Schema }>>;
  readonly pattern?: string;
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly description?: string }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const gateway = await startTestGateway();
const { ask } = gateway;
let description: Description;

beforeAll(async () => {
  description = (await ask('GET', '/api/openapi.json')).body;
});

const property = (schema: string, name: string) => description.components.schemas[schema]!.properties![name]!;
const parameter = (path: string, name: string) =>
  description.paths[`/api/v1${path}`]!['get']!.parameters!.find((each) => each.name === name)!.schema;

describe('the OpenAPI document', () => {
  it('has no two classes of one name, of which it would show one', () => {
    const classes = globSync('apps/gateway/**/*.ts', { cwd: repoRoot }).flatMap((file) =>
      readFileSync(join(repoRoot, file), 'utf8')
        .split(/^(?=(?:export )?class )/m)
        .filter((text) => /@ApiProperty/.test(text))
        .flatMap((text) => /^(?:export )?class (\w+)/.exec(text)?.[1] ?? []),
    );

    expect(classes.length).toBeGreaterThan(150);
    expect(classes.filter((name, index) => classes.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['SubmitLetterBody', 'body', { minLength: 10, maxLength: 5000 }],
    ['ReasonBody', 'reason', { minLength: 2, maxLength: 1000 }],
    ['ClauseBody', 'text', { minLength: 1, maxLength: 20_000 }],
    ['StatementBody', 'statement', { minLength: 1, maxLength: 20_000 }],
    ['LoginBody', 'password', { minLength: 1, maxLength: 200 }],
    ['NewCampaignBody', 'departments', { minItems: 1, maxItems: 200, uniqueItems: true }],
    ['NewArrangementBody', 'year', { minimum: 2000, maximum: 2100 }],
    ['NewInterviewBody', 'liveAt', { format: 'date-time' }],
    ['NewSurveyBody', 'opensOn', { format: 'date' }],
  ])('says of %s.%s what it is checked for', (schema, name, expected) => {
    expect(property(schema, name)).toMatchObject(expected);
  });

  it('says of a list of texts what each of them is checked for', () => {
    const { pattern, items } = property('PreparationBody', 'outline');

    expect(items).toMatchObject({
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      pattern: expect.any(String),
    });
    expect(pattern).toBeUndefined();
  });

  it.each([
    ['/letters', 'cursor', { minLength: 1, maxLength: 500, pattern: '^W[A-Za-z0-9_-]+$' }],
    ['/letters', 'unit', { maxLength: 20, pattern: '^[A-Za-z0-9_.-]{1,20}$' }],
    ['/assessment-facts', 'year', { minimum: 2000, maximum: 2100 }],
    ['/process-definitions/{key}', 'version', { minimum: 1 }],
  ])('says of GET %s?%s what it is checked for', (path, name, expected) => {
    expect(parameter(path, name)).toMatchObject(expected);
  });

  it('says that a filter by time takes an instant or a day of Shanghai', () => {
    const { anyOf } = parameter('/letters', 'receivedAfter');

    expect(anyOf).toEqual([
      { type: 'string', format: 'date-time' },
      { type: 'string', format: 'date' },
    ]);
  });

  it.each([
    ['ReassignBody', ['unit', 'assignee']],
    ['OrderBody', ['processId', 'letterNo']],
    ['ManualCardBody', ['processId', 'letterNo']],
    ['VerdictBody', ['opinions', 'group']],
  ])('says that %s needs one of %j', (schema, properties) => {
    const { anyOf } = description.components.schemas[schema]!;

    expect(anyOf).toEqual(properties.map((name) => ({ required: [name] })));
  });

  it.each(['SubmitLetterBody', 'SurveyAnswerBody', 'AskBody', 'OpinionBody'])(
    'says that %s needs a solved challenge, and how long that may be',
    (schema) => {
      expect(description.components.schemas[schema]!.required).toContain('captcha');
      expect(property(schema, 'captcha')).toMatchObject({ maxLength: 4000 });
    },
  );

  it.each(['LetterCredentials', 'RatingBody', 'LoginBody', 'TokenBody'])(
    'says that %s may come without a solved challenge',
    (schema) => {
      expect(description.components.schemas[schema]!.required).not.toContain('captcha');
    },
  );

  it.each(['/processes/{id}/events', '/public/interviews/{id}/feed'])(
    'says how large the number of an event may be that %s goes on from',
    (path) => {
      expect(parameter(path, 'Last-Event-ID')).toEqual({ type: 'integer', minimum: 0, maximum: 999_999_999 });
    },
  );

  it('says that a program may leave out the header of its credentials', () => {
    const { parameters } = description.paths['/api/v1/auth/token']!['post']!;

    expect(parameters).toEqual([expect.objectContaining({ name: 'authorization', required: false })]);
  });

  it('says of every cursor that is read how one is refused that is none', () => {
    const silent = Object.entries(description.paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .filter(([, { get }]) => !get!.responses['400']?.description?.includes('CURSOR_INVALID'));

    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('says that bodies have no other properties', () => {
    expect(description.components.schemas['SubmitLetterBody']).toMatchObject({ additionalProperties: false });
  });

  it.each([
    ['get', '/attachments/{id}', ['application/pdf', 'image/png', 'text/plain']],
    ['get', '/surveys/{id}/answers/export', ['text/csv']],
    ['get', '/interviews/{id}/documents/{document}', ['application/pdf']],
  ])('names the media types of %s %s', (method, path, expected) => {
    const { content } = description.paths[`/api/v1${path}`]![method]!.responses['200']!;

    expect(Object.keys(content!)).toEqual(expect.arrayContaining(expected));
    expect(Object.keys(content!)).not.toContain('application/octet-stream');
  });
});

describe('a method that an address does not have', () => {
  it.each([[undefined], ['application/json'], ['text/plain']])(
    'is answered 405 with the content type %s',
    async (type) => {
      const { status, headers } = await ask('QUERY', '/letters', {
        as: 'supervisor',
        ...(type && { headers: { 'content-type': type } }),
      });

      expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    },
  );
});

it('a year that no arrangement can have names nothing', async () => {
  const { status } = await ask('GET', '/public/arrangements/2251799813685247');

  expect(status).toBe(404);
});

it.each(['%00', 'a%07b', '%E2%80%AE'])('a name in an address that holds %s names nothing', async (name) => {
  const { status, body } = await ask('POST', `/accounts/${name}/unlock`, { as: 'admin.security' });

  expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
});
