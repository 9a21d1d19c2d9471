import {
  Check,
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';

/** A body of government: the prefecture's departments, the counties and theirs. Never deleted: ended by `validTo`. */
@Entity({ name: 'unit' })
@ForeignKey(() => Unit, ['parentCode'], ['code'], { name: 'unit_parent_code_fkey' })
@ForeignKey(() => Unit, ['successorCode'], ['code'], { name: 'unit_successor_code_fkey' })
@Check('unit_kind_check', `kind IN (…)`)
@Check('unit_successor_check', `successor_code IS NULL OR valid_to IS NOT NULL`)
@Index('unit_successor', ['successorCode'], { where: 'successor_code IS NOT NULL' })
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
  /** The path, and every unit that units of the path continue: what is hidden from one of them is hidden from this unit. */
  @Column({ type: 'text', array: true }) kin!: string[];
  /** Name in the head of its documents; null: made of its name, see domain/cases/units/formal-name.ts. */
  @Column({ type: 'text', nullable: true }) letterhead!: string | null;
  /** Office that answers citizens: a post, no person. */
  @Column({ type: 'text', nullable: true }) contact!: string | null;
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ type: 'text', nullable: true }) address!: string | null;
  /** When it serves citizens, in words. */
  @Column({ type: 'text', nullable: true }) hours!: string | null;
}

/** A name that a unit had before. */
@Entity({ name: 'unit_former_name' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'unit_former_name_unit_code_fkey' })
export class UnitFormerName {
  @PrimaryColumn({ type: 'text' }) unitCode!: string;
  /** YYYY-MM-DD, Asia/Shanghai. */
  @PrimaryColumn({ type: 'date' }) lastDay!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) shortName!: string;
}

/** Of a split unit: cases that go to another heir than its successor. Exactly one of class and process is set. */
@Entity({ name: 'unit_share' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'unit_share_unit_code_fkey' })
@ForeignKey(() => Unit, ['heirCode'], ['code'], { name: 'unit_share_heir_code_fkey' })
@Check('unit_share_check', `num_nonnulls(class, process_id) = 1`)
@Unique('unit_share_class', ['unitCode', 'class'])
@Unique('unit_share_process', ['unitCode', 'processId'])
@Index('unit_share_heir', ['heirCode'])
export class UnitShare {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'text' }) heirCode!: string;
  @Column({ type: 'text', nullable: true }) class!: string | null;
  @Column({ type: 'uuid', nullable: true }) processId!: string | null;
}

/** What became of a unit, for its history. */
@Entity({ name: 'unit_change' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'unit_change_unit_code_fkey' })
@ForeignKey(() => Account, ['account'], ['id'], { name: 'unit_change_account_fkey' })
@Check('unit_change_kind_check', `kind IN (…)`)
@Index('unit_change_unit', ['unitCode', 'at'])
export class UnitChange {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'uuid' }) account!: string;
  @Column({ type: 'text' }) kind!: 'created' | 'renamed' | 'contact' | 'closed' | 'closingWithdrawn';
  /** By kind: name and first day, old and new name, changed fields, last day and successor. */
  @Column({ type: 'jsonb' }) details!: object;
  @Column({ type: 'text' }) reason!: string;
}

export type AccountState = 'invited' | 'active' | 'locked' | 'disabled';

/** Columns that every role and state must satisfy are checked by the database: see the migration. */
@Entity({ name: 'account' })
@Check('account_state_check', `state IN ('invited', 'active', 'locked', 'disabled')`)
@Check('account_password_check', `password_hash IS NOT NULL OR state <> 'active'`)
@Check('account_roles_check', 'roles <@ ARRAY[…]')
@Check('account_administrators_check', 'NOT roles && ARRAY[…] OR cardinality(roles) = 1')
@Index('account_unit', ['unitCode'])
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
  /** Null until its owner has chosen one. */
  @Column({ type: 'text', nullable: true }) passwordHash!: string | null;
  /** Tokens carry it; raising it ends every session of the account. */
  @Column({ type: 'integer', default: 0 }) tokenVersion!: number;
  /** Only an active account signs in and takes work. */
  @Column({ type: 'text', default: 'active' }) state!: AccountState;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ type: 'timestamptz', default: () => 'now()' }) passwordSetAt!: Date;
  /** Last sign-in. */
  @Column({ type: 'timestamptz', nullable: true }) signedInAt!: Date | null;
  /** Of a demonstration: shared by visitors, so exempt from expiry and the number of sessions. */
  @Column({ type: 'boolean', default: false }) demo!: boolean;
}

/** An earlier password of an account. */
@Entity({ name: 'password_history' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'password_history_account_id_fkey' })
export class PasswordHistory {
  @PrimaryColumn({ type: 'uuid' }) accountId!: string;
  @PrimaryColumn({ type: 'timestamptz' }) setAt!: Date;
  @Column({ type: 'text' }) passwordHash!: string;
}

/** What passwords must be. The highest version is in force. */
@Entity({ name: 'password_policy' })
export class PasswordPolicy {
  @PrimaryColumn({ type: 'integer' }) version!: number;
  @Column({ type: 'integer' }) minLength!: number;
  /** Of the four kinds of characters: how many a password has at least. */
  @Column({ type: 'integer' }) kinds!: number;
  /** Number of the last passwords that may not return. */
  @Column({ type: 'integer' }) remembered!: number;
  /** Null: passwords do not expire. */
  @Column({ type: 'integer', nullable: true }) maxAgeDays!: number | null;
  /** Hours for which a one-time code is valid. */
  @Column({ type: 'integer' }) codeHours!: number;
  /** Sessions that an account has at most. */
  @Column({ type: 'integer' }) sessions!: number;
  /** Words that a password may not be made of: see domain/accounts/password-rules.ts. */
  @Column({ type: 'text', array: true }) weak!: string[];
  /** Roles whose accounts need a second factor. */
  @Column({ type: 'text', array: true }) secondFactor!: string[];
  @Column({ type: 'text' }) basis!: string;
}

/** The key of an account's authenticator application, encrypted. */
@Entity({ name: 'second_factor' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'second_factor_account_id_fkey' })
@Check('second_factor_since_check', '(key IS NULL) = (since IS NULL)')
export class SecondFactor {
  @PrimaryColumn({ type: 'uuid' }) accountId!: string;
  /** Null until a code of the first key was entered. */
  @Column({ type: 'bytea', nullable: true }) key!: Buffer | null;
  @Column({ type: 'timestamptz', nullable: true }) since!: Date | null;
  /** A key that replaces it once a code of it is entered. */
  @Column({ type: 'bytea', nullable: true }) pending!: Buffer | null;
  /** Time step of the last code: it and those before it are used up. */
  @Column({ type: 'bigint', default: 0 }) lastStep!: string;
  /** Wrong codes since the last right one. */
  @Column({ type: 'integer', default: 0 }) failures!: number;
}

/** Signs in once without the application: using it deletes it. */
@Entity({ name: 'recovery_code' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'recovery_code_account_id_fkey' })
@Index('recovery_code_account', ['accountId'])
export class RecoveryCode {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  @Column({ type: 'text' }) codeHash!: string;
}

/** A one-time code, with which the owner of an account chooses a password. */
@Entity({ name: 'account_code' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'account_code_account_id_fkey' })
@ForeignKey(() => Account, ['admittedBy'], ['id'], { name: 'account_code_admitted_by_fkey' })
@Check('account_code_state_check', `state IN ('requested', 'admitted', 'ready')`)
@Index('account_code_account', ['accountId'])
export class AccountCode {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  /** What its holder tells the administrator: opens nothing by itself. */
  @Column({ type: 'text' }) checkNumber!: string;
  @Column({ type: 'text' }) codeHash!: string;
  /** `admitted`: by one of two administrators; `ready`: it can be used. */
  @Column({ type: 'text' }) state!: 'requested' | 'admitted' | 'ready';
  @Column({ type: 'timestamptz' }) requestedAt!: Date;
  @Column({ type: 'timestamptz' }) expiresAt!: Date;
  @Column({ type: 'uuid', nullable: true }) admittedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) admittedAt!: Date | null;
}

/** A role proposed by one person and decided by another. */
@Entity({ name: 'role_grant' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'role_grant_account_id_fkey' })
@ForeignKey(() => Account, ['proposedBy'], ['id'], { name: 'role_grant_proposed_by_fkey' })
@ForeignKey(() => Account, ['decidedBy'], ['id'], { name: 'role_grant_decided_by_fkey' })
@Check('role_grant_state_check', `state IN ('proposed', 'confirmed', 'rejected')`)
@Check('role_grant_two_persons_check', `decided_by <> proposed_by`)
@Index('role_grant_open', ['accountId', 'role'], { unique: true, where: `state = 'proposed'` })
@Index('role_grant_account', ['accountId'])
export class RoleGrant {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  @Column({ type: 'text' }) role!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) state!: 'proposed' | 'confirmed' | 'rejected';
  @Column({ type: 'uuid' }) proposedBy!: string;
  @Column({ type: 'timestamptz' }) proposedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
}

/** A sign-in of staff. Deleting the row ends the session. */
@Entity({ name: 'staff_session' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'staff_session_account_id_fkey' })
@Index('staff_session_ends', ['endsAt'])
@Index('staff_session_account', ['accountId'])
export class StaffSession {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  @Column({ type: 'timestamptz' }) startedAt!: Date;
  /** Last request of a person in it, to the minute: see sessions.service.ts. */
  @Column({ type: 'timestamptz' }) seenAt!: Date;
  /** End even of a session in use. */
  @Column({ type: 'timestamptz' }) endsAt!: Date;
  /** Address and program that signed in, for the list that its owner reads. */
  @Column({ type: 'inet', nullable: true }) ip!: string | null;
  @Column({ type: 'text', nullable: true }) client!: string | null;
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
@Check('oauth_client_previous_check', '(previous_hash IS NULL) = (previous_until IS NULL)')
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'oauth_client_unit_code_fkey' })
@ForeignKey(() => Account, ['proposedBy'], ['id'], { name: 'oauth_client_proposed_by_fkey' })
@ForeignKey(() => Account, ['confirmedBy'], ['id'], { name: 'oauth_client_confirmed_by_fkey' })
@Check('oauth_client_two_persons_check', 'confirmed_by <> proposed_by')
@Check('oauth_client_confirmed_check', 'disabled OR proposed_by IS NULL OR confirmed_by IS NOT NULL')
export class OauthClient {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) secretHash!: string;
  @Column({ type: 'text', array: true }) scopes!: string[];
  /** The unit that runs it: processes hidden from the unit are hidden from it. Null: all hidden processes are. */
  @Column({ type: 'text', nullable: true }) unitCode!: string | null;
  /** Until it is confirmed, and once it is ended. */
  @Column({ type: 'boolean', default: false }) disabled!: boolean;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  /** The secret before the last rotation, which is valid until `previousUntil`. */
  @Column({ type: 'text', nullable: true }) previousHash!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) previousUntil!: Date | null;
  /** An ended client never works again. */
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) rotatedAt!: Date | null;
  /** Null: it was created with the database. */
  @Column({ type: 'uuid', nullable: true }) proposedBy!: string | null;
  /** Another person; null: it waits for one, or was created with the database. */
  @Column({ type: 'uuid', nullable: true }) confirmedBy!: string | null;
  /** Tokens of another version are void. */
  @Column({ type: 'integer', default: 0 }) tokenVersion!: number;
  /** Its last token. */
  @Column({ type: 'timestamptz', nullable: true }) usedAt!: Date | null;
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
