import { ApiProperty } from '@nestjs/swagger';
import type { LetterRow } from '../../../domain/letters/letters.repository.js';
import { maskedAddress, maskedEmail, maskedPhone } from '../../../domain/text/mask-contact.js';
import { maskedName, maskWords } from '../../../domain/text/mask.js';
import { AttachmentView } from '../cases/attachments/attachment-view.js';
import { FollowedView } from './followed-view.js';

export const LETTER_KINDS = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'REPORT', 'THANKS'] as const;

const FLAGS = ['REPEATED', 'FLOOD'] as const;
type Flag = (typeof FLAGS)[number];

/** Who wrote a letter: masked, but for the answer to a request that states a reason. */
export class WriterView {
  @ApiProperty({ example: '张**' }) name!: string;
  @ApiProperty({ type: String, nullable: true, example: '138****0000' }) phone!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true }) address!: string | null;
}

export class LetterSummary {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'ZX2026000001' }) letterNo!: string;
  @ApiProperty({ enum: LETTER_KINDS }) kind!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      "Null for roles that do not read letters. In lists without the writer's name, telephone and address",
  })
  title!: string | null;
  @ApiProperty({
    type: WriterView,
    nullable: true,
    description:
      'Masked: `POST letters/{id}/writer` reveals it. To roles that do not read letters the name alone. Null once erased',
  })
  writer!: WriterView | null;
  @ApiProperty({ description: 'The writer consents to publication; a reviewer still decides' })
  wantsPublic!: boolean;
  @ApiProperty({ type: [String], description: 'Codes of the units that the writer named' })
  namedUnits!: string[];
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) erasedAt!: string | null;
  @ApiProperty({
    type: String,
    enum: FLAGS,
    nullable: true,
    description: 'REPEATED: the same text was sent before. FLOOD: one of many letters from one address',
  })
  flagged!: Flag | null;
}

export class LetterView extends LetterSummary {
  @ApiProperty({ type: String, nullable: true }) body!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Day of what it is about' })
  eventOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where it happened' }) eventPlace!: string | null;
  @ApiProperty({ type: [AttachmentView] }) attachments!: AttachmentView[];
  @ApiProperty({
    type: FollowedView,
    nullable: true,
    description: 'The last letter of the chain of merges, which this one follows or shares an answer with',
  })
  mergedInto!: FollowedView | null;
}

/** Words that tell who wrote a letter. */
export const writersWords = (row: LetterRow): readonly (string | null)[] => [
  row.writerName,
  row.writerPhone,
  row.writerAddress,
];

/** A letter in a list. @param readsContent whether the reader may see the text */
export function toLetterSummary(row: LetterRow, readsContent: boolean): LetterSummary {
  return {
    processId: row.processId,
    letterNo: row.letterNo,
    kind: row.kind,
    title: readsContent ? maskWords(row.title, writersWords(row)) : null,
    writer: writerOf(row, readsContent),
    wantsPublic: row.wantsPublic,
    namedUnits: row.namedUnits,
    receivedAt: row.receivedAt.toISOString(),
    erasedAt: row.erasedAt?.toISOString() ?? null,
    flagged: row.flagged,
  };
}

/** A letter for those who work on it: its text as it was written. */
export function toLetterView(
  row: LetterRow,
  readsContent: boolean,
  { attachments, mergedInto }: Pick<LetterView, 'attachments' | 'mergedInto'>,
): LetterView {
  return {
    ...toLetterSummary(row, readsContent),
    title: readsContent ? row.title : null,
    body: readsContent ? row.body : null,
    eventOn: readsContent ? row.eventOn : null,
    eventPlace: readsContent ? row.eventPlace : null,
    attachments: readsContent ? attachments : [],
    mergedInto,
  };
}

/** The writer as it is stored; null once it is erased. */
export function plainWriterOf(row: LetterRow): WriterView | null {
  const { writerName: name, writerPhone: phone, writerEmail: email, writerAddress: address } = row;
  return name === null ? null : { name, phone, email, address };
}

function writerOf(row: LetterRow, readsContent: boolean): WriterView | null {
  const writer = plainWriterOf(row);
  if (writer === null) return null;
  const { name, phone, email, address } = writer;
  const shown = (value: string | null, masked: (text: string) => string): string | null =>
    readsContent && value !== null ? masked(value) : null;
  return {
    name: maskedName(name),
    phone: shown(phone, maskedPhone),
    email: shown(email, maskedEmail),
    address: shown(address, maskedAddress),
  };
}
