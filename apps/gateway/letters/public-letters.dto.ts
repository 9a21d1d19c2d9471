import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsEmail, IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { FILES } from '../cases/attachments/attachment-limits.js';
import { AttachmentView } from '../cases/attachments/attachment-view.js';
import { Telephone } from '../platform/http/telephone.js';
import {
  Code,
  Day,
  DistinctIds,
  IfPresent,
  OneLine,
  Paragraphs,
  SolvedChallenge,
} from '../platform/http/fields.js';
import { LetterAct } from './letter-acts.dto.js';
import { LetterCredentials } from './letter-credentials.js';
import { LETTER_KINDS } from './letter-view.js';
import { PUBLIC_STATES, type PublicState } from './public-steps.js';

export const RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED'] as const;

/** Distinct ids of uploaded files. */
const UploadedFiles = () =>
  applyDecorators(
    ApiPropertyOptional({
      type: [String],
      maxItems: FILES,
      uniqueItems: true,
      description: 'From POST /public/attachments',
    }),
    IfPresent(),
    IsArray(),
    ArrayMaxSize(FILES),
    DistinctIds(),
    IsUUID('all', { each: true }),
  );

export class SubmitLetterBody {
  @ApiProperty({ enum: LETTER_KINDS }) @IsIn(LETTER_KINDS) kind!: (typeof LETTER_KINDS)[number];
  @ApiProperty({ minLength: 2, maxLength: 50 }) @OneLine(2, 50) title!: string;
  @ApiProperty({ minLength: 10, maxLength: 5000 }) @Paragraphs(10, 5000) body!: string;
  @ApiProperty({ minLength: 1, maxLength: 50 }) @OneLine(1, 50) writerName!: string;

  @ApiProperty({
    example: '13800000000',
    description:
      'A mobile number, or a land line with area code and optional extension. Full-width digits, spaces, hyphens and +86 ' +
      'are accepted and normalized: 13800000000, 0855-8270000-8001',
  })
  @Telephone()
  phone!: string;

  @ApiPropertyOptional({ format: 'email' }) @IfPresent() @IsEmail() email?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @IfPresent() @OneLine(0, 200) address?: string;

  @ApiPropertyOptional({ description: 'Day of what the letter is about; not in the future' })
  @IfPresent()
  @Day()
  eventOn?: string;
  @ApiPropertyOptional({ maxLength: 200, description: 'Where it happened' })
  @IfPresent()
  @OneLine(0, 200)
  eventPlace?: string;

  @ApiProperty({
    description:
      'The writer consents to publication: a choice of its own without a default, apart from sending the letter. A reviewer ' +
      'still decides',
  })
  @IsBoolean()
  wantsPublic!: boolean;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 10,
    description:
      'Codes of the units the letter is about. A REPORT never reaches them; a COMPLAINT only if the office gives a reason',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(10)
  @Code(20, { each: true })
  namedUnits?: string[];

  @UploadedFiles() attachmentIds?: string[];

  @SolvedChallenge() captcha?: string;
}

const ROUTED_BY =
  'Day by which the offices are to decide which unit answers, and by when, by the limits of their tasks';

export class SubmittedLetter {
  @ApiProperty({ example: 'ZX2026000001' }) letterNo!: string;
  @ApiProperty({
    description: 'Ten digits; opens the letter together with the number',
    example: '0123456789',
  })
  queryCode!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: `${ROUTED_BY}; null for an accusation`,
  })
  routedBy!: string | null;
}

const stars = { type: 'integer', minimum: 1, maximum: 5 } as const;
export class RatingBody extends LetterCredentials {
  @ApiProperty({ enum: RATINGS }) @IsIn(RATINGS) rating!: (typeof RATINGS)[number];
  @ApiPropertyOptional({ maxLength: 1000 }) @IfPresent() @Paragraphs(0, 1000) reason?: string;
  @ApiPropertyOptional(stars) @IfPresent() @IsInt() @Min(1) @Max(5) attitude?: number;
  @ApiPropertyOptional(stars) @IfPresent() @IsInt() @Min(1) @Max(5) speed?: number;
  @ApiPropertyOptional(stars) @IfPresent() @IsInt() @Min(1) @Max(5) solved?: number;

  @ApiPropertyOptional({
    default: false,
    description:
      'Closes the letter with this rating. Otherwise the rating may be changed until `waitsUntil`; the last one counts',
  })
  @IfPresent()
  @IsBoolean()
  final?: boolean;
}

export class CitizenTextBody extends LetterCredentials {
  @ApiProperty({ minLength: 1, maxLength: 5000 }) @Paragraphs(1, 5000) text!: string;
}

export class SupplementBody extends CitizenTextBody {
  @UploadedFiles() attachmentIds?: string[];
}

export class LetterWithdrawalBody extends LetterCredentials {
  @ApiPropertyOptional({ maxLength: 500 }) @IfPresent() @Paragraphs(0, 500) reason?: string;
}

export class LetterStep {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: '已转州住建局' }) text!: string;
}

export class LetterNotice {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    enum: ['QUESTION', 'REJECTION', 'INTERIM', 'EXPLANATION', 'SEPARATED'],
    description:
      'SEPARATED: the letter that it was merged into ended without a result; this one is registered again',
  })
  kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null once it has been erased' }) text!:
    string | null;
}

export class LetterSuspension {
  @ApiProperty({ type: String, nullable: true, example: '条件不成熟' }) reason!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Day of the next review' })
  nextReview!: string | null;
}

export class LetterCardView {
  @ApiProperty({ enum: ['yellow', 'red'] }) level!: string;
  @ApiProperty({ example: '黄牌' }) title!: string;
  @ApiProperty({ description: 'The unit has appealed; not decided yet' }) appealed!: boolean;
}

export class LetterLateness {
  @ApiProperty({ format: 'date', description: 'Day by which the unit was to answer' }) promisedOn!: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Day on which the unit signed its answer; null while there is none',
  })
  signedOn!: string | null;
  @ApiProperty({ description: 'Working days after the promised day, until the signature or today' })
  workingDays!: number;
  @ApiProperty({
    type: LetterCardView,
    nullable: true,
    description: 'The gravest card that its unit got for it, unless it was revoked',
  })
  card!: LetterCardView | null;
}

export class LetterReply {
  @ApiProperty({ format: 'date-time', description: 'Instant from which the writer can read it' }) at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null once it has been erased' }) reply!:
    string | null;
  @ApiProperty({ type: [AttachmentView] }) attachments!: AttachmentView[];
}

export class LetterFollowUp {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null once it has been erased' }) text!:
    string | null;
}

/** What the writer sent, apart from name and contact. */
export class WrittenLetterView {
  @ApiProperty({ type: String, nullable: true, description: 'Null once it has been erased' }) body!:
    string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) eventOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) eventPlace!: string | null;
  @ApiProperty({ type: [String], description: 'Names of the units that the writer named' })
  namedUnits!: string[];
  @ApiProperty({ description: 'The writer consents to publication' }) wantsPublic!: boolean;
  @ApiProperty({ type: [AttachmentView], description: 'Files that the writer sent, later ones too' })
  attachments!: AttachmentView[];
}

export class LetterContact {
  @ApiProperty({ example: '0855-8000011' }) phone!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Only where the unit has made the name public' })
  name!: string | null;
}

export class LetterStatus {
  @ApiProperty() letterNo!: string;
  @ApiProperty({ enum: LETTER_KINDS }) kind!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ type: WrittenLetterView, description: 'The letter as its writer sent it' })
  written!: WrittenLetterView;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: `${ROUTED_BY}; null once they have, while the writer or nobody is awaited, and for an accusation`,
  })
  routedBy!: string | null;
  @ApiProperty({ description: 'Current state in words for the public', example: '办理中' })
  state!: string;
  @ApiProperty({ enum: PUBLIC_STATES, description: 'Code of `state`' }) stage!: PublicState;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the lead unit; null also after it has returned the letter',
  })
  unit!: string | null;
  @ApiProperty({
    type: LetterContact,
    nullable: true,
    description:
      'Whom to call in that unit, by its duty register; null where it names nobody, and for an accusation',
  })
  contact!: LetterContact | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Null also while the letter (挂账) or its process is suspended',
  })
  dueDate!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({
    description: 'The due date may move: the holidays of a year in between are not published yet',
  })
  provisional!: boolean;
  @ApiProperty({
    type: LetterLateness,
    nullable: true,
    description: 'When the unit missed the due date; null when it is in time, and for an accusation',
  })
  lateness!: LetterLateness | null;
  @ApiProperty({ type: LetterSuspension, nullable: true, description: 'While it is suspended (挂账)' })
  suspension!: LetterSuspension | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The latest answer that has passed its review; a reopened letter keeps it until the next one passes',
  })
  reply!: string | null;
  @ApiProperty({ type: [AttachmentView], description: 'Files of `reply`' })
  replyAttachments!: AttachmentView[];
  @ApiProperty({ type: [LetterReply], description: 'Every answer, oldest first' }) replies!: LetterReply[];
  @ApiProperty({
    type: String,
    nullable: true,
    enum: [...RATINGS, 'UNRATED'],
    description: 'Rating of the latest answer; may be changed while `rate` is allowed, until `waitsUntil`',
  })
  rating!: string | null;
  @ApiProperty({
    type: [String],
    description:
      'Acts open to the writer now: supplement, object, rate (also to change a rating), followUp, withdraw',
  })
  allowed!: string[];
  @ApiProperty({ type: [LetterAct], description: 'Every act of a writer, allowed or not' })
  acts!: LetterAct[];
  @ApiProperty({
    type: LetterFollowUp,
    nullable: true,
    description: 'The follow-up question (追问), once asked',
  })
  followUp!: LetterFollowUp | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Deadline for the action that the letter waits for; null also while its process is suspended',
  })
  waitsUntil!: string | null;
  @ApiProperty({ type: [LetterNotice], description: 'Notices of the offices to the writer, oldest first' })
  notices!: LetterNotice[];
  @ApiProperty({ type: [LetterStep] }) timeline!: LetterStep[];
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Number of the letter this one was merged into, whose unit, due date, notices and timeline are shown from then on; ' +
      'null once the two are separated',
  })
  mergedInto!: string | null;
}
