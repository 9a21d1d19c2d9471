import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { because } from '../problems/constraint-issues.js';
import { Code, FactorCode, IfPresent, OneLine, SolvedChallenge } from '../http/fields.js';
import { ROLES } from '../../../../infra/database/seeds/roles.js';
import type { Actor, StaffSession } from '../identity/actor.js';
import type { AccountProfile } from './accounts.repository.js';
import { passwordEnd } from './password-end.js';

/** Characters of secrets and scopes (RFC 6749, appendix A). */
const VISIBLE_ASCII = /^[\x20-\x7e]*$/;
const NEEDED = 'Required after many failures: a solved challenge of GET /api/v1/public/captcha';

export class LoginBody {
  @ApiProperty({ example: 'mailbox.clerk' })
  @OneLine(1, 100)
  username!: string;

  @ApiProperty({ format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;

  @FactorCode() code?: string;

  @SolvedChallenge(NEEDED) captcha?: string;
}

export class AccountView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'mailbox.clerk' }) username!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ example: 'QGZ' }) unit!: string;
  @ApiProperty({ type: [String] }) roles!: readonly string[];
}

export class NamedUnitView {
  @ApiProperty({ example: 'QGZ' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() shortName!: string;
}

export class RoleView {
  @ApiProperty({ example: 'mailbox-office' }) id!: string;
  @ApiProperty({ example: '信箱值班' }) title!: string;
}

export class AbsentColleagueView {
  @ApiProperty({ example: 'kaili.clerk' }) username!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date', description: 'Last day of the absence' }) until!: string;
}

export class SessionView {
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ format: 'date-time', description: 'End even while it is used' }) endsAt!: string;
  @ApiProperty({
    format: 'date-time',
    description: 'End without another request of its user. Each request moves it, at most once a minute',
  })
  idleEndsAt!: string;
  @ApiProperty({ type: 'integer', description: 'Minutes without use after which it ends' })
  idleMinutes!: number;
}

export class CurrentAccountView extends AccountView {
  @ApiProperty({ type: [RoleView], description: 'The roles with their titles, in the same order' })
  roleTitles!: RoleView[];
  @ApiProperty() unitName!: string;
  @ApiProperty({ type: [NamedUnitView], description: 'From the root down to the unit of the account' })
  unitPath!: NamedUnitView[];
  @ApiProperty({ type: [NamedUnitView], description: 'Every unit below it' }) unitsBelow!: NamedUnitView[];
  @ApiProperty({
    type: [AbsentColleagueView],
    description: 'Absent colleagues for whom the account acts today',
  })
  actsFor!: AbsentColleagueView[];
  @ApiProperty({ format: 'date-time' }) passwordSetAt!: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From then on the account can only change its password; null: it does not expire',
  })
  passwordExpiresAt!: string | null;
  @ApiProperty({ description: 'An account of a demonstration' }) demo!: boolean;
  @ApiProperty({
    description: 'The account has to set up a second factor, and can do nothing else before',
  })
  secondFactorMissing!: boolean;
  @ApiProperty() session!: SessionView;
}

export class CurrentSessionView {
  @ApiProperty({
    type: CurrentAccountView,
    nullable: true,
    description: 'As GET /api/v1/auth/me; null: nobody is signed in, or the session has ended',
  })
  account!: CurrentAccountView | null;
}

export class LoginView {
  @ApiProperty() accessToken!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty() account!: AccountView;
}

/** RFC 6749, 4.4: the credentials are in the body or in an `Authorization: Basic` header. */
export class TokenBody {
  @ApiProperty({ enum: ['client_credentials'] })
  @Equals('client_credentials')
  grant_type!: 'client_credentials';

  @ApiPropertyOptional() @IfPresent() @Code(100) client_id?: string;
  @ApiPropertyOptional({ format: 'password' })
  @IfPresent()
  @Matches(VISIBLE_ASCII, { message: because('fields.visibleAscii') })
  @MaxLength(200)
  client_secret?: string;
  @ApiPropertyOptional({ description: 'Space-separated; omitted: every scope of the client' })
  @IfPresent()
  @Matches(VISIBLE_ASCII, { message: because('fields.visibleAscii') })
  @MaxLength(500)
  scope?: string;
  @SolvedChallenge(NEEDED) captcha?: string;
}

export class TokenView {
  @ApiProperty() access_token!: string;
  @ApiProperty({ enum: ['Bearer'] }) token_type!: 'Bearer';
  @ApiProperty({ description: 'Seconds' }) expires_in!: number;
  @ApiProperty() scope!: string;
}

export const toAccountView = ({ id, username, title, unit, roles }: Actor): AccountView => ({
  id,
  username,
  title,
  unit,
  roles,
});

export const toRoleView = (id: string): RoleView => ({
  id,
  title: ROLES.find((role) => role.id === id)?.title ?? id,
});

/**
 * @param limits.idleMs milliseconds without use after which a session ends
 * @param limits.maxAgeDays days after which a password expires; null: it does not
 * @param limits.secondFactorMissing see the field
 */
export function toCurrentAccountView(
  actor: Actor,
  { passwordSetAt, demo, unitPath, unitsBelow, actsFor }: AccountProfile,
  session: StaffSession,
  {
    idleMs,
    maxAgeDays,
    secondFactorMissing,
  }: {
    readonly idleMs: number;
    readonly maxAgeDays: number | null;
    readonly secondFactorMissing: boolean;
  },
): CurrentAccountView {
  const iso = (at: number): string => new Date(at).toISOString();
  const expiresAt = passwordEnd({ passwordSetAt: passwordSetAt.getTime(), demo }, maxAgeDays);
  return {
    ...toAccountView(actor),
    roleTitles: actor.roles.map(toRoleView),
    unitName: unitPath.at(-1)!.name,
    unitPath,
    unitsBelow,
    actsFor,
    passwordSetAt: passwordSetAt.toISOString(),
    passwordExpiresAt: expiresAt === null ? null : iso(expiresAt),
    demo,
    secondFactorMissing,
    session: {
      startedAt: iso(session.startedAt),
      endsAt: iso(session.endsAt),
      idleEndsAt: iso(Math.min(session.seenAt + idleMs, session.endsAt)),
      idleMinutes: idleMs / 60_000,
    },
  };
}
