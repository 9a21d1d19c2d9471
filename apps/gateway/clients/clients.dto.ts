import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { Code, IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';

/** What programs can be allowed. */
export const SCOPE_NAMES = ['supervision:read', 'supervision:write'] as const;

/** Hours that the old secret stays valid after a rotation. */
const OVERLAP_HOURS = 24;
const MAX_OVERLAP_HOURS = 24 * 30;
const REASON = { minLength: 2, maxLength: 200, description: 'Kept in the audit log' };

export class NewClientBody {
  @ApiProperty({ example: 'efficiency-platform', pattern: '^[a-z][a-z0-9-]{2,39}$' })
  @Matches(/^[a-z][a-z0-9-]{2,39}$/)
  id!: string;

  @ApiProperty({ minLength: 2, maxLength: 50 }) @OneLine(2, 50) title!: string;
  @ApiProperty({ description: 'Code of the unit that runs it' }) @Code(20) unit!: string;
  @ApiProperty({ enum: SCOPE_NAMES, isArray: true, minItems: 1, uniqueItems: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPE_NAMES.length)
  @ArrayUnique()
  @IsIn(SCOPE_NAMES, { each: true })
  scopes!: (typeof SCOPE_NAMES)[number][];

  @ApiProperty(REASON) @Paragraphs(2, 200) reason!: string;
}

export class RotateSecretBody {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_OVERLAP_HOURS,
    default: OVERLAP_HOURS,
    description: 'Hours that the old secret stays valid. 0: it became known, so its tokens are void as well',
  })
  @IfPresent()
  @IsInt()
  @Min(0)
  @Max(MAX_OVERLAP_HOURS)
  overlapHours: number = OVERLAP_HOURS;

  @ApiProperty(REASON) @Paragraphs(2, 200) reason!: string;
}

const STATES = ['proposed', 'active', 'ended'] as const;
const ACTS = ['confirm', 'reject', 'rotate', 'end'] as const;
export type ClientDoing = (typeof ACTS)[number];

export class EndClientBody {
  @ApiProperty(REASON) @Paragraphs(2, 200) reason!: string;
}

export class ClientView {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit that runs it' })
  unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({ type: [String] }) scopes!: string[];
  @ApiProperty({
    enum: STATES,
    description: '`proposed`: it does not work before another person confirms it',
  })
  state!: (typeof STATES)[number];
  @ApiProperty({ type: String, nullable: true, description: 'Null: it was created with the database' })
  proposedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) confirmedBy!: string | null;
  @ApiProperty({ enum: ACTS, isArray: true, description: 'What the account may do with it' })
  acts!: ClientDoing[];
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) rotatedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then the secret before the last rotation is valid; null: it is not',
  })
  previousUntil!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Its last token' })
  usedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'It never works again' })
  endedAt!: string | null;
}

export class ClientList {
  @ApiProperty({ type: [ClientView] }) items!: ClientView[];
}

export class ClientWithSecret extends ClientView {
  @ApiProperty({ description: 'Shown this once: only its hash is stored' }) secret!: string;
}

export class ClientAct {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 'supervision.events' }) action!: string;
  @ApiProperty({ enum: ['done', 'failed', 'refused', 'accepted', 'withdrawn'] }) result!: string;
  @ApiProperty({ type: String, nullable: true }) ip!: string | null;
}

export class ClientActPage {
  @ApiProperty({ type: [ClientAct] }) items!: ClientAct[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
