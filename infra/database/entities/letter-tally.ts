import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Letters that a month counts, a row for all that the same readers see: sums of `LetterTallyPart`. */
@Entity({ name: 'letter_tally' })
export class LetterTally {
  /** First day, YYYY-MM-DD, Asia/Shanghai. */
  @PrimaryColumn({ type: 'date' }) month!: string;
  /** Lead unit, or the unit of the cards; empty: none yet. */
  @PrimaryColumn({ type: 'text' }) unit!: string;
  /** Empty: none yet. */
  @PrimaryColumn({ type: 'text' }) class!: string;
  /** Of the process, as are the units that have or had a task: who counts the letters. */
  @PrimaryColumn({ type: 'text', array: true }) hiddenFrom!: string[];
  @PrimaryColumn({ type: 'text', array: true }) units!: string[];
  @Column({ type: 'integer' }) received!: number;
  @Column({ type: 'integer' }) rejected!: number;
  @Column({ type: 'integer' }) merged!: number;
  @Column({ type: 'integer' }) dispatched!: number;
  @Column({ type: 'integer' }) concluded!: number;
  @Column({ type: 'integer' }) due!: number;
  @Column({ type: 'integer' }) onTime!: number;
  @Column({ type: 'integer' }) late!: number;
  @Column({ type: 'integer' }) signed!: number;
  @Column({ type: 'integer' }) closed!: number;
  @Column({ type: 'integer' }) rated!: number;
  @Column({ type: 'integer' }) satisfied!: number;
  @Column({ type: 'integer' }) scored!: number;
  @Column({ type: 'integer' }) solved!: number;
  @Column({ type: 'integer' }) reworked!: number;
  @Column({ type: 'integer' }) yellow!: number;
  @Column({ type: 'integer' }) red!: number;
  @Column({ type: 'integer' }) contested!: number;
  @Column({ type: 'integer' }) revoked!: number;
  /** Working time until the first answer was signed, of the letters in `signed`. */
  @Column({ type: 'bigint' }) usedSeconds!: string;
}

/** How many letters passed a step in a month, in how long: see domain/letters/figures/step-number.ts. */
@Entity({ name: 'letter_step_tally' })
export class LetterStepTally {
  @PrimaryColumn({ type: 'date' }) month!: string;
  @PrimaryColumn({ type: 'text' }) unit!: string;
  @PrimaryColumn({ type: 'text' }) class!: string;
  @PrimaryColumn({ type: 'text', array: true }) hiddenFrom!: string[];
  @PrimaryColumn({ type: 'text', array: true }) units!: string[];
  /** Step, working time and lateness in one number. */
  @PrimaryColumn({ type: 'integer' }) step!: number;
  @Column({ type: 'integer' }) letters!: number;
}

/** What one letter adds to the tallies of a month, so that it can be taken off when the letter changes. */
@Entity({ name: 'letter_tally_part' })
export class LetterTallyPart {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'date' }) month!: string;
  @PrimaryColumn({ type: 'text' }) unit!: string;
  @Column({ type: 'text' }) class!: string;
  @Column({ type: 'text', array: true }) hiddenFrom!: string[];
  @Column({ type: 'text', array: true }) units!: string[];
  @Column({ type: 'smallint' }) received!: number;
  @Column({ type: 'smallint' }) rejected!: number;
  @Column({ type: 'smallint' }) merged!: number;
  @Column({ type: 'smallint' }) dispatched!: number;
  @Column({ type: 'smallint' }) concluded!: number;
  @Column({ type: 'smallint' }) due!: number;
  @Column({ type: 'smallint' }) onTime!: number;
  @Column({ type: 'smallint' }) late!: number;
  @Column({ type: 'smallint' }) signed!: number;
  @Column({ type: 'smallint' }) closed!: number;
  @Column({ type: 'smallint' }) rated!: number;
  @Column({ type: 'smallint' }) satisfied!: number;
  @Column({ type: 'smallint' }) scored!: number;
  @Column({ type: 'smallint' }) solved!: number;
  @Column({ type: 'smallint' }) reworked!: number;
  @Column({ type: 'smallint' }) yellow!: number;
  @Column({ type: 'smallint' }) red!: number;
  @Column({ type: 'smallint' }) contested!: number;
  @Column({ type: 'smallint' }) revoked!: number;
  @Column({ type: 'integer' }) usedSeconds!: number;
  @Column({ type: 'integer', array: true }) steps!: number[];
}

/** A letter that has changed since it was added to the tallies. Written by triggers. */
@Entity({ name: 'letter_tally_mark' })
export class LetterTallyMark {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
}

/** The instant at which it was judged which limits have ended; later ones are found when figures are read. */
@Entity({ name: 'letter_tally_state' })
@Check('letter_tally_state_one_check', 'one')
export class LetterTallyState {
  @PrimaryColumn({ type: 'boolean', default: true }) one!: true;
  @Column({ type: 'timestamptz' }) dueUntil!: Date;
}
