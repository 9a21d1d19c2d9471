import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from './accounts.js';

/** The last number of a year. Letters are numbered under the lock of its row. */
@Entity({ name: 'letter_number' })
export class LetterNumber {
  @PrimaryColumn({ type: 'integer' }) year!: number;
  @Column({ type: 'integer' }) last!: number;
}

/** What a citizen wrote. Personal data of the writer are stored here and nowhere else. */
@Entity({ name: 'letter' })
@Unique('letter_letter_no_key', ['letterNo'])
@Index('letter_received', ['receivedAt', 'processId'])
@Check('letter_flagged_check', `flagged IN ('REPEATED', 'FLOOD')`)
@Check('letter_solved_check', `solved BETWEEN 1 AND 5`)
export class Letter {
  /** Columns that erasing sets to null. The title gets a placeholder. */
  static readonly erased = [
    'body',
    'writerName',
    'writerPhone',
    'writerEmail',
    'writerAddress',
    'eventOn',
    'eventPlace',
  ] as const satisfies readonly (keyof Letter)[];

  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @Column({ type: 'text' }) letterNo!: string;
  @Column({ type: 'bytea' }) queryCodeHash!: Buffer;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text', nullable: true }) body!: string | null;
  @Column({ type: 'text', nullable: true }) writerName!: string | null;
  @Column({ type: 'text', nullable: true }) writerPhone!: string | null;
  @Column({ type: 'text', nullable: true }) writerEmail!: string | null;
  @Column({ type: 'text', nullable: true }) writerAddress!: string | null;
  /** The day of what it is about, `YYYY-MM-DD` in Asia/Shanghai. */
  @Column({ type: 'date', nullable: true }) eventOn!: string | null;
  @Column({ type: 'text', nullable: true }) eventPlace!: string | null;
  @Column({ type: 'boolean' }) wantsPublic!: boolean;
  @Column({ type: 'text', array: true, default: [] }) namedUnits!: string[];
  @Column({ type: 'timestamptz' }) receivedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) erasedAt!: Date | null;
  /** Why it looks like one of many: its text was sent before, or its address sent many. Null if not flagged. */
  @Column({ type: 'text', nullable: true }) flagged!: 'REPEATED' | 'FLOOD' | null;
  /** Score of 1 to 5 for the solution in the rating that stands; null without one. A figure, so erasing keeps it. */
  @Column({ type: 'smallint', nullable: true }) solved!: number | null;
}

/** Erasing the personal data of a letter: proposed by one person, confirmed by another. */
@Entity({ name: 'erasure' })
@Index('erasure_open', ['processId'], { unique: true, where: "state = 'proposed'" })
@Index('erasure_proposed', ['proposedAt', 'id'])
@Check('erasure_state_check', `state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')`)
@Check('erasure_decided_check', `(state = 'proposed') = (decided_by IS NULL)`)
@Check('erasure_two_persons_check', `state <> 'confirmed' OR decided_by <> proposed_by`)
@ForeignKey(() => Letter, ['processId'], ['processId'], { name: 'erasure_process_id_fkey' })
@ForeignKey(() => Account, ['proposedBy'], ['id'], { name: 'erasure_proposed_by_fkey' })
@ForeignKey(() => Account, ['decidedBy'], ['id'], { name: 'erasure_decided_by_fkey' })
export class Erasure {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
  /** Without personal data: it stays. */
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) state!: 'proposed' | 'confirmed' | 'rejected' | 'withdrawn';
  @Column({ type: 'uuid' }) proposedBy!: string;
  @Column({ type: 'timestamptz' }) proposedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
}

/** A title of a letter for the public, by staff: without names, and never the writer's own. The last one counts. */
@Entity({ name: 'public_title' })
@Check('public_title_length_check', `char_length(title) BETWEEN 2 AND 25`)
@ForeignKey(() => Letter, ['processId'], ['processId'], { name: 'public_title_process_id_fkey' })
@ForeignKey(() => Account, ['writtenBy'], ['id'], { name: 'public_title_written_by_fkey' })
export class PublicTitle {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'uuid' }) writtenBy!: string;
  @Column({ type: 'timestamptz' }) writtenAt!: Date;
}

/** Somebody of the centre kept a letter off the public lists, or put it back. The last change counts. */
@Entity({ name: 'listing_change' })
@Check('listing_change_reason_check', `reason IN ('PRIVACY', 'SECRET', 'BUSINESS', 'MINOR', 'PETITION')`)
@ForeignKey(() => Letter, ['processId'], ['processId'], { name: 'listing_change_process_id_fkey' })
@ForeignKey(() => Account, ['changedBy'], ['id'], { name: 'listing_change_changed_by_fkey' })
export class ListingChange {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  /** Null: it is listed again. */
  @Column({ type: 'text', nullable: true }) reason!:
    'PRIVACY' | 'SECRET' | 'BUSINESS' | 'MINOR' | 'PETITION' | null;
  @Column({ type: 'uuid' }) changedBy!: string;
  @Column({ type: 'timestamptz' }) changedAt!: Date;
}
