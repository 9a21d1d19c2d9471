import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A body of government: the prefecture's departments, the counties and theirs. Never deleted: ended by `validTo`. */
@Entity({ name: 'unit' })
@ForeignKey(() => Unit, ['parentCode'], ['code'], { name: 'unit_parent_code_fkey' })
@ForeignKey(() => Unit, ['successorCode'], ['code'], { name: 'unit_successor_code_fkey' })
export class Unit {
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) shortName!: string;
  @Column({ type: 'text' }) kind!: string;
  /** Code of the administrative division (GB/T 2260), where it has one. */
  @Column({ type: 'text', nullable: true }) divisionCode!: string | null;
  @Column({ type: 'text', nullable: true }) parentCode!: string | null;
  /** The unit that took over its business when it ended. */
  @Column({ type: 'text', nullable: true }) successorCode!: string | null;
  @Column({ type: 'date', nullable: true }) validFrom!: string | null;
  @Column({ type: 'date', nullable: true }) validTo!: string | null;
  /** Codes from the root down to the unit itself: "below this unit" is one array test. */
  @Column({ type: 'text', array: true }) path!: string[];
}

@Entity({ name: 'account' })
@Unique('account_username_key', ['username'])
@Unique('account_alias_key', ['alias'])
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'account_unit_code_fkey' })
export class Account {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) username!: string;
  /** A second name to log in with. */
  @Column({ type: 'text', nullable: true }) alias!: string | null;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'text', array: true }) roles!: string[];
  @Column({ type: 'text' }) passwordHash!: string;
  /** Tokens carry it; raising it ends every session of the account. */
  @Column({ type: 'integer', default: 0 }) tokenVersion!: number;
  @Column({ type: 'boolean', default: false }) disabled!: boolean;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' }) passwordSetAt!: Date;
}

/** A sign-in of staff. Deleting the row ends the session. */
@Entity({ name: 'staff_session' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'staff_session_account_id_fkey' })
@Index('staff_session_ends', ['endsAt'])
export class StaffSession {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  @Column({ type: 'timestamptz' }) startedAt!: Date;
  /** Last request of a person in it, to the minute: see sessions.service.ts. */
  @Column({ type: 'timestamptz' }) seenAt!: Date;
  /** End even of a session in use. */
  @Column({ type: 'timestamptz' }) endsAt!: Date;
}

/** How an account wants the console: see apps/gateway/cases/me/preferences.dto.ts. */
@Entity({ name: 'account_preferences' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'account_preferences_account_id_fkey' })
export class AccountPreferences {
  @PrimaryColumn({ type: 'uuid' }) accountId!: string;
  @Column({ type: 'jsonb' }) body!: object;
  @Column({ type: 'timestamptz' }) savedAt!: Date;
}

/** A list with its filter, saved by an account. */
@Entity({ name: 'saved_view' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'saved_view_account_id_fkey' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'saved_view_unit_code_fkey' })
@Index('saved_view_account', ['accountId'])
@Index('saved_view_unit', ['unitCode'], { where: 'shared' })
export class SavedView {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  /** Unit of the account when it was saved: shared views show there. */
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'boolean' }) shared!: boolean;
  /** Page of the console that it belongs to. */
  @Column({ type: 'text' }) page!: string;
  @Column({ type: 'text' }) name!: string;
  /** Query string of the list. */
  @Column({ type: 'text' }) filter!: string;
  @Column({ type: 'text', nullable: true }) listOrder!: string | null;
  @Column({ type: 'timestamptz' }) savedAt!: Date;
}

/** A program that calls the API with credentials of its own. */
@Entity({ name: 'oauth_client' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'oauth_client_unit_code_fkey' })
export class OauthClient {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) secretHash!: string;
  @Column({ type: 'text', array: true }) scopes!: string[];
  /** The unit that runs it: processes hidden from the unit are hidden from it. Null: all hidden processes are. */
  @Column({ type: 'text', nullable: true }) unitCode!: string | null;
  @Column({ type: 'boolean', default: false }) disabled!: boolean;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Keys that sign access tokens: the newest signs, all of them verify. */
@Entity({ name: 'signing_key' })
export class SigningKey {
  @PrimaryColumn({ type: 'text' }) id!: string;
  /** 32 random bytes, base64url. */
  @Column({ type: 'text' }) secret!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** A wrong query code, password or client secret; kept for a day. */
@Entity({ name: 'failed_attempt' })
@Index('failed_attempt_subject', ['subject', 'at'])
@Index('failed_attempt_at', ['at'])
export class FailedAttempt {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  /** Keyed digest of what the caller tried to access: a letter's number, a user name, a client's id. */
  @Column({ type: 'uuid' }) subject!: string;
  /** Keyed digest of the address. */
  @Column({ type: 'uuid' }) sender!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
  /** Set when this failure locked the address out of the subject. */
  @Column({ type: 'timestamptz', nullable: true }) lockedUntil!: Date | null;
}
