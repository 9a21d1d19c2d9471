import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { equal, sql, type Condition } from '../../../infra/database/sql.js';
import { Code, IfPresent, OneLine } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { ManagedAccountView } from './account-view.js';
import { waitsForAdministrator } from './managed-accounts.repository.js';

const STATES = ['invited', 'active', 'locked', 'disabled'] as const;

export class AccountsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of the user name or the name, or the beginning of the alias' })
  @IfPresent()
  @OneLine(1, 60)
  q?: string;

  @ApiPropertyOptional({ example: '522601', description: 'The unit and every unit below it' })
  @IfPresent()
  @Code(40)
  unit?: string;

  @ApiPropertyOptional({ example: 'agency-clerk' })
  @IfPresent()
  @Code(40)
  role?: string;

  @ApiPropertyOptional({ enum: STATES })
  @IfPresent()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiPropertyOptional({
    enum: ['true'],
    description: 'Only accounts that wait for an administrator: a role or a one-time code',
  })
  @IfPresent()
  @IsIn(['true'])
  waiting?: 'true';
}

/** Filters that the counts by state share. */
export const accountFilters = ({ q, unit, role }: AccountsQuery): Condition[] => {
  const like = q === undefined ? undefined : `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    like !== undefined &&
      sql`(a.username ILIKE ${like} OR a.title ILIKE ${like} OR a.alias ILIKE ${like.slice(1)})`,
    unit !== undefined && sql`${unit} = ANY (u.path)`,
    role !== undefined && sql`${role} = ANY (a.roles)`,
  ];
};

/** @param at codes that expire later wait */
export const stateFilters = ({ state, waiting }: AccountsQuery, at: Date): Condition[] => [
  equal('a.state', state),
  waiting !== undefined && waitsForAdministrator(at),
];

export class AccountCounts {
  @ApiProperty({ type: 'integer' }) invited!: number;
  @ApiProperty({ type: 'integer' }) active!: number;
  @ApiProperty({ type: 'integer' }) locked!: number;
  @ApiProperty({ type: 'integer' }) disabled!: number;
}

export class ManagedAccounts {
  @ApiProperty({ type: [ManagedAccountView] }) items!: ManagedAccountView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ description: 'Accounts of the filters other than `state` and `waiting`' })
  counts!: AccountCounts;
}
