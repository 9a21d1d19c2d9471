import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { UnitKind } from '../../../infra/database/seeds/units.js';
import { Code, Day, IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';
import { because } from '../platform/problems/constraint-issues.js';

const NEW_KINDS = [
  'DEPARTMENT',
  'DIRECT',
  'VERTICAL',
  'COUNTY',
  'COUNTY_OFFICE',
  'TOWNSHIP',
] as const satisfies readonly UnitKind[];
/** Empty: the unit has none any more. */
const PHONE = /^([0-9+() -]{5,30})?$/;

export class UnitReasonBody {
  @ApiProperty({ description: 'Kept in the unit’s history and in the audit log: without personal data' })
  @Paragraphs(2, 200)
  reason!: string;
}

class UnitContactBody extends UnitReasonBody {
  @ApiPropertyOptional({
    example: '黔东南州自然资源局',
    description: 'Name in the head of its documents; empty: made of its name',
  })
  @IfPresent()
  @OneLine(0, 60)
  letterhead?: string;

  @ApiPropertyOptional({ example: '办公室', description: 'Office that answers citizens: a post, no person' })
  @IfPresent()
  @OneLine(0, 60)
  contact?: string;

  @ApiPropertyOptional({ example: '0855-8220001', pattern: PHONE.source })
  @IfPresent()
  @Matches(PHONE, { message: because('units.phoneMalformed') })
  phone?: string;

  @ApiPropertyOptional({ example: '凯里市北京东路 11 号' }) @IfPresent() @OneLine(0, 120) address?: string;

  @ApiPropertyOptional({ example: '工作日 9:00–12:00，13:30–17:00' })
  @IfPresent()
  @OneLine(0, 120)
  hours?: string;
}

export class NewUnitBody extends UnitContactBody {
  @ApiProperty({ example: '522601-ZRZY', description: 'Never changed and never used again' })
  @Code(40)
  code!: string;

  @ApiProperty({ enum: NEW_KINDS })
  @IsIn(NEW_KINDS)
  kind!: (typeof NEW_KINDS)[number];

  @ApiProperty({ example: '522601', description: 'The unit above it: the prefecture or a county' })
  @Code(40)
  parent!: string;

  @ApiProperty({ example: '凯里市自然资源局' }) @OneLine(2, 60) name!: string;

  @ApiProperty({ example: '凯里市自然资源局' }) @OneLine(2, 30) shortName!: string;

  @ApiPropertyOptional({ description: 'Its first day; absent: today' })
  @IfPresent()
  @Day()
  validFrom?: string;
}

export class ChangeUnitBody extends UnitContactBody {
  @ApiPropertyOptional({
    example: '州自然资源局',
    description: 'From today; figures of earlier months keep the old name',
  })
  @IfPresent()
  @OneLine(2, 60)
  name?: string;

  @ApiPropertyOptional({ example: '州自然资源局' }) @IfPresent() @OneLine(2, 30) shortName?: string;
}
