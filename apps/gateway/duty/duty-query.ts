import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { DUTY_STATES, type DutyState } from '../../../domain/cases/duty/duty-list.repository.js';
import { DUTY_BUSINESSES, type DutyBusiness } from '../../../infra/database/entities/duty.js';
import { sql, type Condition } from '../../../infra/database/sql.js';
import { Code, IfPresent, OneLine } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { BUSINESS } from './duty.dto.js';

export class DutyQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DUTY_BUSINESSES, default: 'mailbox', description: BUSINESS })
  @IfPresent()
  @IsIn(DUTY_BUSINESSES)
  business: DutyBusiness = 'mailbox';

  @ApiPropertyOptional({ enum: DUTY_STATES })
  @IfPresent()
  @IsIn(DUTY_STATES)
  state?: DutyState;

  @ApiPropertyOptional({ example: '522601', description: 'The unit and every unit below it' })
  @IfPresent()
  @Code(40)
  unit?: string;

  @ApiPropertyOptional({ description: 'Part of the name of a unit, or the beginning of its code' })
  @IfPresent()
  @OneLine(1, 60)
  q?: string;
}

/** Filters that the counts by state share, over the row `u` of the unit. */
export function dutyFilters({ unit, q }: DutyQuery): Condition[] {
  const like = q?.replaceAll(/[\\%_]/g, '\\$&');
  return [
    unit !== undefined && sql`${unit} = ANY (u.path)`,
    like !== undefined && sql`(u.name ILIKE ${`%${like}%`} OR u.code ILIKE ${`${like}%`})`,
  ];
}
