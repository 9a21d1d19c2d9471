import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import {
  NEVER_LISTED,
  UNLIST_REASON_KEYS,
  type NeverListed,
  type NotListed,
  type UnlistReason,
} from '../../../domain/letters/listing/listing-rule.js';
import { TITLE_LENGTH } from '../../../domain/letters/listing/title-faults.js';
import { OneLine } from '../platform/http/fields.js';

const NOT_LISTED: readonly NotListed[] = [
  ...UNLIST_REASON_KEYS,
  ...(Object.keys(NEVER_LISTED) as NeverListed[]),
];

export class PublicTitleBody {
  @ApiProperty({
    minLength: TITLE_LENGTH.min,
    maxLength: TITLE_LENGTH.max,
    example: '凯里市某小区停车收费标准',
    description: 'By staff, without names, telephones and addresses',
  })
  @OneLine(TITLE_LENGTH.min, TITLE_LENGTH.max)
  title!: string;
}

export class UnlistBody {
  @ApiProperty({ enum: UNLIST_REASON_KEYS }) @IsIn(UNLIST_REASON_KEYS) reason!: UnlistReason;
}

export class PublicTitleView {
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'Title of the account' }) by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class ListingChangeView {
  @ApiProperty({ type: String, enum: UNLIST_REASON_KEYS, nullable: true, description: 'Null: listed again' })
  reason!: UnlistReason | null;
  @ApiProperty({ type: String, nullable: true }) reasonTitle!: string | null;
  @ApiProperty({ description: 'Title of the account' }) by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class LetterListingView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'ZX2026000001' }) letterNo!: string;
  @ApiProperty({ type: [PublicTitleView], description: 'Public titles, the one that counts first' })
  titles!: PublicTitleView[];
  @ApiProperty({
    type: String,
    enum: NOT_LISTED,
    nullable: true,
    description: 'Why it is on no public list. Null: it is listed',
  })
  why!: NotListed | null;
  @ApiProperty({ type: String, nullable: true }) whyTitle!: string | null;
  @ApiProperty({ type: [ListingChangeView], description: 'Latest first' }) changes!: ListingChangeView[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: "The writer's title, masked: a proposal. Null when it is too long or none is needed",
  })
  proposal!: string | null;
  @ApiProperty({ description: 'The account writes titles of it' }) mayTitle!: boolean;
  @ApiProperty({ description: 'The account may keep it off the public lists' }) mayUnlist!: boolean;
  @ApiProperty({ description: 'The account may put it back' }) mayRelist!: boolean;
}
