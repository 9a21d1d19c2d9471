import { describe, expect, it } from '@jest/globals';
import { IsIn, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { z } from 'zod';
import { PageQuery } from '../../../../apps/gateway/platform/paging/page.js';
import { parseForm, validationPipe } from '../../../../apps/gateway/platform/problems/validation.js';
import type { DubanError } from '../../../../workflows/engine/errors.js';

class Body {
  @IsString() outcome!: string;
  @IsOptional() @IsObject() content?: object;
}
class Query extends PageQuery {
  @IsOptional() @IsIn(['open', 'closed']) state: 'open' | 'closed' = 'open';
  @IsOptional() @IsUUID() processId?: string;
}

const form = z.strictObject({
  lead: z.string().min(1),
  coUnits: z.array(z.string().min(1)).default([]),
});

/** Fields that a refusal names; fails when there is none. */
function fieldsOf(refusal: () => unknown): string[] {
  try {
    refusal();
  } catch (error) {
    const { code, details } = error as DubanError;
    expect(code).toBe('VALIDATION_FAILED');
    return (details.issues ?? []).map(({ field }) => field);
  }
  throw new Error('it was accepted');
}

describe('a half of a form', () => {
  it('half of a form is returned with its defaults', () => {
    expect(parseForm(form, { lead: '522601' }, 'decision')).toEqual({ lead: '522601', coUnits: [] });
  });

  it.each<[string, unknown, string[]]>([
    ['is left out', undefined, ['decision.lead']],
    ['is null', null, ['decision.lead']],
    ['lacks a field', {}, ['decision.lead']],
    ['has a field of the wrong type', { lead: 7 }, ['decision.lead']],
    ['has a bad member in a list', { lead: 'JYJ', coUnits: ['ZJJ', ''] }, ['decision.coUnits.1']],
    ['has two bad fields', { lead: '', coUnits: 'ZJJ' }, ['decision.lead', 'decision.coUnits']],
    ['has an unknown field', { lead: 'JYJ', more: 1 }, ['decision.more']],
    ['is a list', [], ['decision']],
    ['is a text', 'JYJ', ['decision']],
  ])('half of a form that %s is refused with the path of the field', (_, value, fields) => {
    expect(fieldsOf(() => parseForm(form, value, 'decision'))).toEqual(fields);
  });

  it.each([[undefined], [null], [{}]])(
    'a half of a form that the outcome does not have may be %j',
    (value) => {
      expect(parseForm(undefined, value, 'decision')).toBeUndefined();
    },
  );

  it('content for an outcome without content is refused', () => {
    expect(fieldsOf(() => parseForm(undefined, { lead: 'JYJ' }, 'decision'))).toEqual(['decision']);
  });
});

describe('a request', () => {
  const refusalOf = (metatype: new () => object, type: 'body' | 'query', value: object): Promise<unknown> =>
    validationPipe()
      .transform(value, { metatype, type })
      .then(
        () => 'it was accepted',
        (error: DubanError) => [error.code, (error.details.issues ?? []).map(({ field }) => field)],
      );

  it('a request with an unknown field is refused with its name', async () => {
    const body = { outcome: 'sign', content: {}, unit: '522601' };

    expect(await refusalOf(Body, 'body', body)).toEqual(['VALIDATION_FAILED', ['unit']]);
  });

  it('a request with several invalid fields is refused with all of them', async () => {
    const query = { limit: '201', state: 'blue', processId: '7' };

    expect(await refusalOf(Query, 'query', query)).toEqual([
      'VALIDATION_FAILED',
      expect.arrayContaining(['limit', 'state', 'processId']),
    ]);
  });

  it('the query of a page is converted to numbers, with defaults', async () => {
    const query: unknown = await validationPipe().transform(
      { limit: '7' },
      { metatype: Query, type: 'query' },
    );

    expect(query).toMatchObject({ limit: 7, state: 'open' });
  });
});
