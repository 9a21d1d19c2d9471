import { randomInt } from 'node:crypto';
import { TEST_PASSWORD } from '../../../support/database.js';
import { form } from '../../../support/forms.js';
import type { Answer, TestGateway } from '../../../support/gateway.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Names of the path's parameters. */
  readonly parameters: readonly string[];
  /** An event stream, whose answer does not end. */
  readonly isStream: boolean;
  /** The smallest body of its schema; undefined without a body. */
  readonly body: unknown;
  readonly isUpload: boolean;
}

/** A caller of the matrix: an account, the platform's program, or nobody. */
export interface Caller {
  readonly name: string;
  /** Roles or scopes; null for nobody. */
  readonly rights: readonly string[] | null;
  readonly token?: string;
}

export const PLATFORM = 'efficiency-platform';
export const NOBODY: Caller = { name: 'nobody', rights: null };

/** Ids that name nothing, by the parameter; the others are UUIDs. */
const NOTHING: Readonly<Record<string, string>> = {
  code: 'NONE',
  unit: 'NONE',
  username: 'none.clerk',
  key: 'none',
  node: 'none',
  name: 'none',
  version: '999999',
  year: '2049',
  role: 'agency-clerk',
  format: 'xlsx',
};
const NO_ID = '0198c0de-0000-4000-8000-000000000000';
/** Tried for a string with a pattern. */
const STRINGS = [
  'x',
  'NONE',
  'none.clerk',
  '2049-01-04',
  '09:00',
  '2049',
  '0855-8220001',
  '13800000000',
  'a'.repeat(16),
];

const STREAMS = /\/(events|feed)$/;

/** Every operation of the gateway's OpenAPI document. */
export async function operationsOf({ request }: TestGateway): Promise<Operation[]> {
  const { paths, components } = (await request('GET', '/api/openapi.json')).body;
  const schemas = components.schemas as Record<string, Schema>;
  return Object.entries(paths as Record<string, Record<string, Documented>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => {
      const content = requestBody?.content ?? {};
      const schema = content['application/json']?.schema;
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
        isStream: STREAMS.test(path) && method === 'get' && !path.includes('/supervision/'),
        body: schema && sample(schema, schemas),
        isUpload: 'multipart/form-data' in content,
      };
    }),
  );
}

interface Documented {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** The path of an operation; parameters that `ids` leaves out name nothing. */
export const pathOf = ({ path }: Operation, ids: Readonly<Record<string, string>> = {}): string =>
  path.replace(
    /\{(\w+)\}/g,
    (_match, name: string) =>
      ids[name] ?? NOTHING[name] ?? (path.includes('/tasks/{id}') ? `${NO_ID}.1` : NO_ID),
  );

/** Calls an operation with the smallest body that its schema allows. */
export function call(
  { request }: TestGateway,
  operation: Operation,
  caller: Caller,
  ids: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const upload = form([{ name: 'a.csv', bytes: Buffer.from('a,b\n1,2') }]);
  return request(operation.method, pathOf(operation, ids), {
    token: caller.token,
    ...(operation.isUpload ? upload : { body: operation.body }),
    // Each call from an address of its own: limits by address are not the subject.
    from: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`,
  });
}

/** The accounts of these names with their roles, signed in. */
export async function accountCallers(
  { signIn, query }: TestGateway,
  names?: readonly string[],
): Promise<Caller[]> {
  const accounts = await query<{ name: string; rights: string[] }>(
    'SELECT username AS name, roles AS rights FROM account WHERE $1::text[] IS NULL OR username = ANY ($1) ORDER BY 1',
    [names ?? null],
  );
  const callers: Caller[] = [];
  for (const account of accounts) callers.push({ ...account, token: await signIn(account.name) });
  return callers;
}

/** The client of the efficiency platform. */
export async function platformCaller({ request }: TestGateway): Promise<Caller> {
  const { body } = await request('POST', '/auth/token', {
    body: { grant_type: 'client_credentials', client_id: PLATFORM, client_secret: TEST_PASSWORD },
  });
  return { name: PLATFORM, rights: ['supervision:read', 'supervision:write'], token: body.access_token };
}

/** The smallest value that a schema allows. */
function sample(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  if (schema.$ref) return sample(schemas[schema.$ref.split('/').at(-1)!]!, schemas);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return sample(either[0]!, schemas);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, schemas)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'string':
      return sampleText(schema);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}, schemas));
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {}, schemas)]),
      );
  }
}

function sampleText({ format, pattern, minLength = 1 }: Schema): string {
  if (format === 'uuid') return NO_ID;
  if (format === 'date') return '2049-01-04';
  if (format === 'date-time') return '2049-01-04T01:00:00.000Z';
  const fits = pattern && new RegExp(pattern, 'u');
  return (fits && STRINGS.find((text) => fits.test(text))) || '文'.repeat(Math.max(1, minLength));
}
