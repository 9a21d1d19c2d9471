import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { consultationRuleSeeds } from '../../../infra/database/seeds/consultation-rules.js';
import { policySeeds } from '../../../infra/database/seeds/policies.js';
import { formsByType } from '../../../workflows/forms.js';
import { startTestGateway } from '../../support/gateway.js';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { name: string; in: string }[];
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object }> }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { schemas: Record<string, object>; securitySchemes: object };
}

const gateway = await startTestGateway();
const { request } = gateway;
let document: Document;
let operations: { method: string; path: string; operation: Operation }[];

function newAjv() {
  const require = createRequire(import.meta.url);
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const addFormats = (require('ajv-formats') as { default: typeof import('ajv-formats').default }).default;
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  return ajv;
}

beforeAll(async () => {
  document = (await request('GET', '/api/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
});

describe('the OpenAPI document', () => {
  it('the OpenAPI document is version 3.1 without dangling references', () => {
    expect(document.openapi).toBe('3.1.0');
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
    expect(JSON.stringify(document)).not.toContain('"nullable"');
  });

  it('the OpenAPI document has every operation once, with parameters, responses and errors', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { method, path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name);
      expect([path, declared.sort()]).toEqual([path, inPath.sort()]);
      expect([method, path, Object.keys(operation).filter((key) => key.startsWith('x-'))]).toEqual([
        method,
        path,
        [],
      ]);
      expect(operation.responses).toHaveProperty('500');
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status === '204') continue;
        const type =
          Number(status) < 400
            ? expect.anything()
            : { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
        expect([method, path, status, content]).toEqual([method, path, status, type]);
      }
    }
  });

  it('a summary of an operation has at most eight words and no full stop', () => {
    const summaries = operations.map(({ operation }) => operation.summary);

    const wrong = summaries.filter((text) => text === '' || text.endsWith('.') || text.split(' ').length > 8);

    expect(wrong).toEqual([]);
  });

  it('the OpenAPI document has the roles that the gateway requires', async () => {
    const schemes = Object.keys(document.components.securitySchemes);
    for (const { method, path, operation } of operations) {
      for (const requirement of operation.security ?? [])
        expect(schemes).toEqual(expect.arrayContaining(Object.keys(requirement)));
      if (!path.startsWith('/api')) continue;
      const url = path.replace(/\{\w+\}/g, '0198c0de-0000-4000-8000-000000000000');
      const { status } = await request(method.toUpperCase(), url);
      expect([method, path, status === 401]).toEqual([method, path, operation.security!.length > 0]);
    }
  });

  it('the seeds satisfy the OpenAPI schemas of policies and of rules of consultations', () => {
    const { TimeLimitPolicy, ConsultationRule } = document.components.schemas;
    const ajv = newAjv();
    const [isPolicy, isRule] = [ajv.compile(TimeLimitPolicy!), ajv.compile(ConsultationRule!)];

    for (const { id, body } of policySeeds())
      expect([id, isPolicy(body), isPolicy.errors]).toEqual([id, true, null]);
    for (const { body, ...rule } of consultationRuleSeeds())
      expect([isRule({ ...rule, ...body }), isRule.errors]).toEqual([true, null]);
    expect(isPolicy({ ...policySeeds()[0]!.body, limits: { sign: { title: '签收', endsAt: 'noon' } } })).toBe(
      false,
    );
  });

  it('the OpenAPI document has the form of every outcome and message', () => {
    const ajv = newAjv();
    const forms = Object.entries(formsByType).flatMap(([type, { tasks, messages = {} }]) => {
      const process = type
        .replace(/\.v\d+$/, '')
        .replace(/(^|-)([a-z])/g, (_m, _d, letter: string) => letter.toUpperCase());
      return Object.entries({ ...tasks, message: messages }).flatMap(([group, outcomes]) =>
        Object.entries(outcomes).map(([name, { example }]) => ({
          name: `${process}_${group}_${name}`,
          example,
        })),
      );
    });

    expect(forms.length).toBeGreaterThan(60);
    for (const { name, example } of forms) {
      const valid = ajv.compile(document.components.schemas[name]!);
      expect([name, valid(example), valid.errors]).toEqual([name, true, null]);
    }
  });
});

describe('a process definition', () => {
  it('a process definition has stages, tasks with forms, messages, ends and the derived map', async () => {
    const { body } = await request('GET', '/process-definitions/mailbox-letter?version=1', {
      as: 'kaili.clerk',
    });

    expect(body).toMatchObject({
      key: 'mailbox-letter',
      version: 1,
      stages: { submitted: '待审核' },
      ends: { closed: '办结' },
    });
    expect(body.tasks[0]).toMatchObject({ name: 'register', role: 'mailbox-office', limit: 'triage' });
    expect(body.tasks[0].outcomes[0]).toMatchObject({ name: 'dispatch', schema: { type: 'object' } });
    expect(body.messages.map(({ name }: { name: string }) => name)).toEqual([
      'withdraw',
      'order',
      'rate',
      'followUp',
      'parent',
    ]);
    expect(body.map.nodes).toContainEqual({
      id: 'register',
      kind: 'task',
      title: '登记审核',
      stage: 'submitted',
    });
    expect(
      (await request('GET', '/process-definitions/mailbox-letter?version=99', { as: 'kaili.clerk' })).body
        .code,
    ).toBe('DEFINITION_UNKNOWN');
  });

  it('the list of definitions has every version', async () => {
    const { body } = await request('GET', '/process-definitions', { as: 'kaili.clerk' });

    expect(body.items).toContainEqual({ key: 'mailbox-letter', version: 1, title: '州长信箱来信办理' });
  });
});
