import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { policySchema } from '../../domain/cases/time-limits/policy.js';
import type { ErrorCode } from '../../workflows/engine/errors.js';
import { formsByType } from '../../workflows/forms.js';
import type { RuntimeForm } from '../../workflows/fields/runtime-forms.js';
import { processes } from '../../workflows/registry.js';
import { Businesses } from './cases/registration/businesses.js';
import { formSchema, jsonSchema } from './cases/definitions/task-forms.js';
import { CODE_EXTENSION } from './platform/problems/problem-codes.js';
import { statusOf } from './platform/problems/error-table.js';
import { Problem } from './platform/problems/problem.js';
import { documentBodies, documentConstraints } from './platform/openapi/documented-constraints.js';

const PATH = '/api/openapi.json';
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
/** Codes of every operation. */
const ALWAYS: readonly ErrorCode[] = ['INTERNAL'];
const WITH_BODY: readonly ErrorCode[] = [
  'MALFORMED_REQUEST',
  'VALIDATION_FAILED',
  'PAYLOAD_TOO_LARGE',
  'MEDIA_TYPE_NOT_ALLOWED',
];
const SIGNED_IN: readonly ErrorCode[] = ['UNAUTHENTICATED', 'TOKEN_EXPIRED'];

interface Operation {
  security?: object[];
  responses: Record<string, object>;
  requestBody?: object;
  parameters?: object[];
  description?: string;
  [extension: `x-${string}`]: unknown;
}

/** Serves the OpenAPI document, which is created by its first request. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get(PATH, (_request: unknown, reply: FastifyReply) => reply.send((document ??= openApiOf(app))));
}

/** @param registered the businesses, for an application that is only a preview */
export function openApiOf(
  app: NestFastifyApplication,
  registered: Businesses = app.get(Businesses, { strict: false }),
): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Duban')
    .setDescription(
      'Government business that keeps its deadlines. Errors are problem documents (RFC 9457) with a stable `code`. ' +
        'Lists have `items` and `nextCursor`. The schema of a task’s outcome is `<Process>_<task>_<outcome>`, ' +
        'the schema of a message `<Process>_message_<name>`, both `{ decision, content }`.',
    )
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addCookieAuth('duban_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addOAuth2(
      {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: '/api/v1/auth/token',
            scopes: {
              'supervision:read': 'The supervision feed',
              'supervision:write': 'Orders, cards and decisions',
            },
          },
        },
      },
      'client',
    )
    .build();
  documentConstraints();
  const document = SwaggerModule.createDocument(app, base, {
    extraModels: [Problem],
    operationIdFactory: (controller, method) =>
      `${lowerFirst(controller.replace(/Controller$/, ''))}_${method}`,
  });
  documentBodies(document.components!.schemas!);
  Object.assign(document.components!.schemas!, formSchemas(), {
    TimeLimitPolicy: jsonSchema(policySchema),
    ...registered.schemas(),
  });
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) if (path[method]) complete(path[method] as unknown as Operation);
  }
  return toOpenApi31(document) as OpenAPIObject;
}

/** Adds security and error responses to an operation, from the extensions of our decorators. */
function complete(operation: Operation): void {
  const codes = new Set<ErrorCode>(ALWAYS);
  const add = (more: readonly ErrorCode[]): void => more.forEach((code) => codes.add(code));
  const roles = operation['x-roles'] as string[] | undefined;
  if (operation.requestBody) add(WITH_BODY);
  else if (operation.parameters?.length) add(['VALIDATION_FAILED']);
  if (operation['x-public']) operation.security = [];
  else {
    add(SIGNED_IN);
    const programs = (operation.security ?? []).filter((scheme) => 'client' in scheme);
    if (roles || programs.length > 0) add(['FORBIDDEN']);
    // With scopes, programs only; with roles as well, also staff.
    const staff = programs.length === 0 || roles ? [{ bearer: [] }, { session: [] }] : [];
    operation.security = [...programs, ...staff];
  }
  if (roles)
    operation.description = [operation.description, `Roles: ${roles.join(', ')}.`]
      .filter(Boolean)
      .join('\n\n');
  for (const name of Object.keys(operation)) {
    if (!name.startsWith('x-')) continue;
    if (name.startsWith(CODE_EXTENSION)) add([name.slice(CODE_EXTENSION.length) as ErrorCode]);
    delete operation[name as `x-${string}`];
  }
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  for (const [status, refusals] of byStatus) {
    operation.responses[status] = {
      description: refusals.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
}

/** Schemas of the forms of each process's newest version. */
function formSchemas(): Record<string, object> {
  const schemas: Record<string, object> = {};
  const newest = new Map<string, number>();
  for (const { definition } of processes) {
    newest.set(definition.key, Math.max(definition.version, newest.get(definition.key) ?? 0));
  }
  for (const [key, version] of newest) {
    const forms = formsByType[`${key}.v${version}`];
    const name = key.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
    const add = (group: string, all: Readonly<Record<string, RuntimeForm>>): void => {
      for (const [form, schema] of Object.entries(all))
        schemas[`${name}_${group}_${form}`] = formSchema(schema);
    };
    for (const [task, outcomes] of Object.entries(forms?.tasks ?? {})) add(task, outcomes);
    add('message', forms?.messages ?? {});
  }
  return schemas;
}

/**
 * Converts the generator's OpenAPI 3.0 to 3.1, whose schemas are JSON Schema: null is a type, and a nullable class becomes
 * `anyOf`.
 */
function toOpenApi31(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toOpenApi31);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, toOpenApi31(value)]),
  ) as Record<string, unknown>;
  if (nullable !== true) return nullable === undefined || nullable === false ? rest : { nullable, ...rest };
  if (typeof rest['type'] === 'string') {
    return {
      ...rest,
      type: [rest['type'], 'null'],
      ...(Array.isArray(rest['enum']) && { enum: [...(rest['enum'] as unknown[]), null] }),
    };
  }
  const { description, ...schema } = rest;
  return { anyOf: [schema, { type: 'null' }], ...(description !== undefined && { description }) };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
