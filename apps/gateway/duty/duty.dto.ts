import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { DUTY_STATES, type DutyState } from '../../../domain/cases/duty/duty-list.repository.js';
import {
  DUTY_BUSINESSES,
  DUTY_KINDS,
  type DutyBusiness,
  type DutyKind,
} from '../../../infra/database/entities/duty.js';
import { RoleView } from '../platform/auth/auth.dto.js';
import { Code, Day, IfPresent, OneLine } from '../platform/http/fields.js';
import { Telephone } from '../platform/http/telephone.js';

export const BUSINESS = 'mailbox: 州长信箱; campaign: 在线办事清理; columns: 互动交流栏目';
const KIND = 'officer: 专人; deputy: 副手; leader: 分管领导';

export class DutyPersonView {
  @ApiProperty({ format: 'uuid', description: 'Id of the entry' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true, example: '副局长' }) post!: string | null;
  @ApiProperty({ example: '0855-8000011' }) phone!: string;
  @ApiProperty({ description: 'Whether citizens see the name' }) isPublic!: boolean;
  @ApiProperty({ description: 'False when the account has been disabled, or belongs to another unit now' })
  present!: boolean;
}

export class DutySubstituteView {
  @ApiProperty() name!: string;
  @ApiProperty() phone!: string;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date' }) until!: string;
  @ApiProperty({ type: 'integer', description: 'Open tasks of the absent officer, secret ones not counted' })
  openTasks!: number;
}

export class DutyItem {
  @ApiProperty({ example: '522601-ZJJ' }) unit!: string;
  @ApiProperty() unitName!: string;
  @ApiProperty({
    enum: DUTY_STATES,
    description:
      'missing: no officer, or one who has left; substituted: the officer is absent; incomplete: no deputy or no leader',
  })
  state!: DutyState;
  @ApiProperty({ type: DutyPersonView, nullable: true }) officer!: DutyPersonView | null;
  @ApiProperty({ type: DutyPersonView, nullable: true }) deputy!: DutyPersonView | null;
  @ApiProperty({ type: DutyPersonView, nullable: true }) leader!: DutyPersonView | null;
  @ApiProperty({ type: DutySubstituteView, nullable: true, description: 'Who acts for the absent officer' })
  substitute!: DutySubstituteView | null;
}

export class DutyCounts {
  @ApiProperty({ type: 'integer' }) units!: number;
  @ApiProperty({ type: 'integer' }) named!: number;
  @ApiProperty({ type: 'integer' }) incomplete!: number;
  @ApiProperty({ type: 'integer' }) substituted!: number;
  @ApiProperty({ type: 'integer' }) missing!: number;
}

export class DutyPage {
  @ApiProperty({ type: [DutyItem] }) items!: DutyItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ description: 'Units by state, with the filters other than `state`' }) counts!: DutyCounts;
}

export class DutyEntryView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DUTY_BUSINESSES }) business!: DutyBusiness;
  @ApiProperty({ enum: DUTY_KINDS }) kind!: DutyKind;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'User name; null for a person without an account',
  })
  username!: string | null;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) post!: string | null;
  @ApiProperty() phone!: string;
  @ApiProperty() isPublic!: boolean;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day; before `from`: replaced on the day it began',
  })
  until!: string | null;
  @ApiProperty({ description: 'Named by a task (明确专人) of a campaign or of the columns' })
  byTask!: boolean;
  @ApiProperty() enteredBy!: string;
  @ApiProperty({ format: 'date-time' }) enteredAt!: string;
}

export class AbsenceView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() username!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: 'User name of the substitute' }) substitute!: string;
  @ApiProperty() substituteName!: string;
  @ApiProperty() phone!: string;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date' }) until!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was ended early' })
  endedAt!: string | null;
  @ApiProperty({
    type: [RoleView],
    description: 'Roles of the absent account whose tasks the substitute cannot do',
  })
  uncovered!: RoleView[];
  @ApiProperty({
    type: 'integer',
    description: 'Open tasks that follow to the substitute, secret ones not counted',
  })
  openTasks!: number;
}

export class DutyColleagueView {
  @ApiProperty({ example: 'kaili.clerk' }) username!: string;
  @ApiProperty() title!: string;
}

export class DutyUnitView {
  @ApiProperty({ example: '522601' }) unit!: string;
  @ApiProperty() unitName!: string;
  @ApiProperty({ description: 'Whether the account may write here' }) mayChange!: boolean;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day of the unit: its entries end with it',
  })
  endsOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The unit that continues its business, with its own entries',
  })
  successor!: string | null;
  @ApiProperty({ type: [DutyEntryView], description: 'In force, planned and past, the newest first' })
  entries!: DutyEntryView[];
  @ApiProperty({
    type: [AbsenceView],
    description: 'Of the last 90 days, present and planned, the newest first',
  })
  absences!: AbsenceView[];
  @ApiProperty({
    type: [DutyColleagueView],
    description: 'Active accounts of the unit that work on cases, for those who write here',
  })
  colleagues!: DutyColleagueView[];
}

export class DutyEntryBody {
  @ApiProperty({ enum: DUTY_BUSINESSES, description: BUSINESS })
  @IsIn(DUTY_BUSINESSES)
  business!: DutyBusiness;
  @ApiProperty({ enum: DUTY_KINDS, description: KIND }) @IsIn(DUTY_KINDS) kind!: DutyKind;
  @ApiPropertyOptional({ example: 'kaili.clerk', description: 'An account of the unit' })
  @IfPresent()
  @Code(60)
  account?: string;
  @ApiPropertyOptional({ description: 'Of a person without an account' })
  @IfPresent()
  @OneLine(1, 60)
  name?: string;
  @ApiPropertyOptional({ example: '办公室主任' }) @IfPresent() @OneLine(1, 60) post?: string;
  @ApiProperty({ example: '0855-8000011' }) @Telephone() phone!: string;
  @ApiPropertyOptional({ default: false, description: 'Whether citizens see the name' })
  @IfPresent()
  @IsBoolean()
  isPublic: boolean = false;
  @ApiPropertyOptional({ description: 'First day, today or later; today when left out' })
  @IfPresent()
  @Day()
  from?: string;
  @ApiPropertyOptional({ description: 'Last day; open-ended when left out' })
  @IfPresent()
  @Day()
  until?: string;
}

export class EndDutyBody {
  @ApiPropertyOptional({ description: 'Last day; yesterday when left out, so that it ends at once' })
  @IfPresent()
  @Day()
  until?: string;
}

export class AbsenceBody {
  @ApiProperty({ example: 'kaili.clerk', description: 'The absent account' }) @Code(60) account!: string;
  @ApiProperty({ example: 'kaili.clerk2', description: 'A colleague of the same unit' })
  @Code(60)
  substitute!: string;
  @ApiProperty({ example: '0855-8000012', description: 'Of the substitute' }) @Telephone() phone!: string;
  @ApiProperty({ description: 'First day, today or later' }) @Day() from!: string;
  @ApiProperty({ description: 'Last day' }) @Day() until!: string;
}
