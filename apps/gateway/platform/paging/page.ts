import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import type { Page } from '../../../../infra/database/keyset-page.js';
import { IfPresent } from '../http/fields.js';

export type { Page } from '../../../../infra/database/keyset-page.js';

/** Query of a list without a second page. */
export class LimitQuery {
  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 200 })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

export class PageQuery extends LimitQuery {
  @ApiPropertyOptional({
    description: '`nextCursor` of the previous page',
    pattern: '^W[A-Za-z0-9_-]+$', // base64url of a JSON array
    minLength: 1,
    maxLength: 500,
  })
  @IfPresent()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}

/** Returns a page of rows that were read with one row more than the limit. */
export function page<R, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
  cursorOf: (row: R) => string,
): Page<V> {
  const items = rows.slice(0, limit);
  return { items: items.map(view), nextCursor: rows.length > limit ? cursorOf(items.at(-1)!) : null };
}
