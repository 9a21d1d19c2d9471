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
const { request } = gateway;
let description: Description;

beforeAll(async () => {
  description = (await request('GET', '/api/openapi.json')).body;
});

const property = (schema: string, name: string) => description.components.schemas[schema]!.properties![name]!;
const parameter = (path: string, name: string) =>
  description.paths[`/api/v1${path}`]!['get']!.parameters!.find((each) => each.name === name)!.schema;

describe('the OpenAPI document', () => {
  it('the OpenAPI document has no two classes of one name', () => {
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
  ])('the OpenAPI document has the constraints of %s.%s', (schema, name, expected) => {
    expect(property(schema, name)).toMatchObject(expected);
  });

  it('the OpenAPI document has the constraints of the texts of a list', () => {
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
  ])('the OpenAPI document has the constraints of GET %s?%s', (path, name, expected) => {
    expect(parameter(path, name)).toMatchObject(expected);
  });

  it('the OpenAPI document allows instants and days for filters by time', () => {
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
  ])('the OpenAPI document requires of %s one of %j', (schema, properties) => {
    const { anyOf } = description.components.schemas[schema]!;

    expect(anyOf).toEqual(properties.map((name) => ({ required: [name] })));
  });

  it.each(['SubmitLetterBody', 'SurveyAnswerBody', 'AskBody', 'OpinionBody'])(
    'the OpenAPI document requires a solved challenge of bounded length in %s',
    (schema) => {
      expect(description.components.schemas[schema]!.required).toContain('captcha');
      expect(property(schema, 'captcha')).toMatchObject({ maxLength: 4000 });
    },
  );

  it.each(['LetterCredentials', 'RatingBody', 'LoginBody', 'TokenBody'])(
    'the OpenAPI document has an optional challenge in %s',
    (schema) => {
      expect(description.components.schemas[schema]!.required).not.toContain('captcha');
    },
  );

  it.each(['/processes/{id}/events', '/public/interviews/{id}/feed'])(
    'the OpenAPI document bounds the event number from which %s resumes',
    (path) => {
      expect(parameter(path, 'Last-Event-ID')).toEqual({ type: 'integer', minimum: 0, maximum: 999_999_999 });
    },
  );

  it('the OpenAPI document has an optional authorization header for tokens', () => {
    const { parameters } = description.paths['/api/v1/auth/token']!['post']!;

    expect(parameters).toEqual([expect.objectContaining({ name: 'authorization', required: false })]);
  });

  it('the OpenAPI document has CURSOR_INVALID for every cursor', () => {
    const silent = Object.entries(description.paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .filter(([, { get }]) => !get!.responses['400']?.description?.includes('CURSOR_INVALID'));

    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('the OpenAPI document forbids other properties of bodies', () => {
    expect(description.components.schemas['SubmitLetterBody']).toMatchObject({ additionalProperties: false });
  });

  it.each([
    ['get', '/attachments/{id}', ['application/pdf', 'image/png', 'text/plain']],
    ['get', '/surveys/{id}/answers/export', ['text/csv']],
    ['get', '/interviews/{id}/documents/{document}', ['application/pdf']],
  ])('the OpenAPI document has the media types of %s %s', (method, path, expected) => {
    const { content } = description.paths[`/api/v1${path}`]![method]!.responses['200']!;

    expect(Object.keys(content!)).toEqual(expect.arrayContaining(expected));
    expect(Object.keys(content!)).not.toContain('application/octet-stream');
  });
});

describe('a method that an address does not have', () => {
  it.each([[undefined], ['application/json'], ['text/plain']])(
    'an unknown method is answered 405 with the content type %s',
    async (type) => {
      const { status, headers } = await request('QUERY', '/letters', {
        as: 'supervisor',
        ...(type && { headers: { 'content-type': type } }),
      });

      expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    },
  );
});

it('an impossible year of an arrangement is not found', async () => {
  const { status } = await request('GET', '/public/arrangements/2251799813685247');

  expect(status).toBe(404);
});

it.each(['%00', 'a%07b', '%E2%80%AE'])('a name in a path with %s is not found', async (name) => {
  const { status, body } = await request('POST', `/accounts/${name}/unlock`, { as: 'admin.security' });

  expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
});
