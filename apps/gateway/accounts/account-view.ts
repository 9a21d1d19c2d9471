import { ApiProperty } from '@nestjs/swagger';
import { AccountView, RoleView, toRoleView } from '../platform/auth/auth.dto.js';
import type { ManagedAccountRow } from './managed-accounts.repository.js';

const STATES = ['invited', 'active', 'locked', 'disabled'] as const;

export class RoleGrantView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() role!: RoleView;
  @ApiProperty() reason!: string;
  @ApiProperty({ example: 'admin.system' }) proposedBy!: string;
  @ApiProperty() proposedByTitle!: string;
  @ApiProperty({ format: 'date-time' }) proposedAt!: string;
}

export class AccountCodeView {
  @ApiProperty({
    enum: ['admitted', 'ready'],
    description: '`admitted`: a second administrator has to admit it; `ready`: its holder can use it',
  })
  state!: 'admitted' | 'ready';
  @ApiProperty({ example: '482913', description: 'Names the code and opens nothing' }) checkNumber!: string;
  @ApiProperty({ type: String, nullable: true }) admittedByTitle!: string | null;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class ManagedAccountView extends AccountView {
  @ApiProperty({ type: [RoleView] }) roleTitles!: RoleView[];
  @ApiProperty() unitName!: string;
  @ApiProperty({ enum: STATES, description: '`invited`: its owner has not chosen a password yet' })
  state!: (typeof STATES)[number];
  @ApiProperty() disabled!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'End of the last lock of an address; null: no address is locked out',
  })
  lockedUntil!: string | null;
  @ApiProperty({ description: 'An account of a demonstration' }) demo!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Last sign-in' })
  signedInAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) passwordSetAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it has none' })
  secondFactorSince!: string | null;
  @ApiProperty({ type: [RoleGrantView], description: 'Roles that wait for a second person' })
  grants!: RoleGrantView[];
  @ApiProperty({ type: AccountCodeView, nullable: true }) code!: AccountCodeView | null;
  @ApiProperty({ type: 'integer', description: 'One-time codes that wait for an administrator' })
  codesRequested!: number;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** @param lockedUntil ISO 8601 */
export function toManagedAccountView(row: ManagedAccountRow, lockedUntil: string | null): ManagedAccountView {
  const { id, username, title, unitCode, unitName, roles, state, demo, code, codesRequested } = row;
  return {
    ...{ id, username, title, unit: unitCode, unitName, roles, state, demo, lockedUntil, codesRequested },
    roleTitles: roles.map(toRoleView),
    disabled: state === 'disabled',
    createdAt: row.createdAt.toISOString(),
    signedInAt: iso(row.signedInAt),
    passwordSetAt: row.hasPassword ? iso(row.passwordSetAt) : null,
    secondFactorSince: iso(row.secondFactorSince),
    grants: row.grants.map(({ role, proposedAt, ...grant }) => ({
      ...grant,
      role: toRoleView(role),
      proposedAt: new Date(proposedAt).toISOString(),
    })),
    code: code && { ...code, expiresAt: new Date(code.expiresAt).toISOString() },
  };
}
