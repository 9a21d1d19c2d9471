import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID, Matches } from 'class-validator';
import { Code, DistinctIds, IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';
import { because } from '../platform/problems/constraint-issues.js';
import { ROLES } from '../../../infra/database/seeds/roles.js';
import { USERNAME } from '../../../domain/accounts/username.js';
import { ManagedAccountView } from './account-view.js';

const ROLE_IDS = ROLES.map(({ id }) => id);
const ADMINISTERED = { enum: ROLE_IDS };

export class NewAccountBody {
  @ApiProperty({ example: 'liping.lu', pattern: USERNAME.source, minLength: 2, maxLength: 40 })
  @Matches(USERNAME, { message: because('accounts.usernameMalformed') })
  username!: string;

  @ApiProperty({ example: '陆某平', description: 'Name, shown to colleagues' })
  @OneLine(1, 60)
  title!: string;

  @ApiProperty({ example: '522631' })
  @Code(40)
  unit!: string;

  @ApiPropertyOptional({
    ...ADMINISTERED,
    isArray: true,
    description: 'Proposed: a security administrator confirms them',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(5)
  @IsIn(ROLE_IDS, { each: true })
  roles?: string[];
}

/** Why, for the audit log, which keeps it: without names. */
export class AccountReasonBody {
  @ApiProperty({ description: 'Kept in the audit log: without personal data' })
  @Paragraphs(2, 200)
  reason!: string;
}

export class ChangeAccountBody extends AccountReasonBody {
  @ApiPropertyOptional({ example: '陆某平' }) @IfPresent() @OneLine(1, 60) title?: string;

  @ApiPropertyOptional({
    example: '522631',
    description: 'The account moves there: its roles and open tasks stay in the old unit',
  })
  @IfPresent()
  @Code(40)
  unit?: string;

  @ApiPropertyOptional({
    example: 'liping.long',
    description: 'User name of the colleague who gets its open tasks when it moves; absent: its unit',
  })
  @IfPresent()
  @OneLine(1, 100)
  successor?: string;
}

export class DisableAccountBody extends AccountReasonBody {
  @ApiPropertyOptional({
    example: 'liping.long',
    description: 'User name of the colleague who gets its open tasks; absent: its unit',
  })
  @IfPresent()
  @OneLine(1, 100)
  successor?: string;
}

export class HandedOver {
  @ApiProperty({ type: 'integer', description: 'Tasks that the successor has now, secret ones not counted' })
  toSuccessor!: number;
  @ApiProperty({ type: 'integer', description: 'Tasks that nobody has claimed now, secret ones not counted' })
  toUnit!: number;
}

export class ChangedAccountView {
  @ApiProperty() account!: ManagedAccountView;
  @ApiProperty() handedOver!: HandedOver;
}

export class ProposeRoleBody extends AccountReasonBody {
  @ApiProperty(ADMINISTERED)
  @IsIn(ROLE_IDS)
  role!: string;
}

export class GrantableRole {
  @ApiProperty({ example: 'agency-clerk' }) id!: string;
  @ApiProperty({ example: '承办单位经办' }) title!: string;
  @ApiProperty({ description: 'What an account of this role may do, in Chinese' }) can!: string;
}

export class GrantableRoles {
  @ApiProperty({ type: [GrantableRole] }) items!: GrantableRole[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: one page' }) nextCursor!:
    string | null;
}

const MOST_GRANTS = 200;

export class ConfirmRolesBody {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: MOST_GRANTS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_GRANTS)
  @IsUUID(undefined, { each: true })
  @DistinctIds()
  ids!: string[];
}

export class AdmitCodeBody {
  @ApiProperty({ example: '482913', pattern: '^\\d{6}$', description: 'The six digits that the owner tells' })
  @Matches(/^\d{6}$/, { message: because('accounts.checkNumberMalformed') })
  checkNumber!: string;
}
