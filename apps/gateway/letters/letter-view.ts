import { ApiProperty } from '@nestjs/swagger';
import type { LetterRow } from '../../../domain/letters/letters.repository.js';
import { maskedName } from '../../../domain/text/mask.js';
import { AttachmentView } from '../cases/attachments/attachment-view.js';
import { FollowedView } from './followed-view.js';

export const LETTER_KINDS = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'REPORT', 'THANKS'] as const;

const FLAGS = ['REPEATED', 'FLOOD'] as const;
type Flag = (typeof FLAGS)[number];

export class WriterView {
  @ApiProperty({ description: 'Masked for roles that do not read letters: 张**' }) name!: string;
  @ApiProperty({ type: String, nullable: true }) phone!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true }) address!: string | null;
}

export class LetterSummary {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'ZX2026000001' }) letterNo!: string;
  @ApiProperty({ enum: LETTER_KINDS }) kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for roles that do not read letters' })
  title!: string | null;
  @ApiProperty({ type: WriterView, nullable: true, description: 'Null once erased' })
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

/** @param readsContent whether the reader may see the writer and the text */
export function toLetterSummary(row: LetterRow, readsContent: boolean): LetterSummary {
  return {
    processId: row.processId,
    letterNo: row.letterNo,
    kind: row.kind,
    title: readsContent ? row.title : null,
    writer: writerOf(row, readsContent),
    wantsPublic: row.wantsPublic,
    namedUnits: row.namedUnits,
    receivedAt: row.receivedAt.toISOString(),
    erasedAt: row.erasedAt?.toISOString() ?? null,
    flagged: row.flagged,
  };
}

export function toLetterView(
  row: LetterRow,
  readsContent: boolean,
  { attachments, mergedInto }: Pick<LetterView, 'attachments' | 'mergedInto'>,
): LetterView {
  return {
    ...toLetterSummary(row, readsContent),
    body: readsContent ? row.body : null,
    eventOn: readsContent ? row.eventOn : null,
    eventPlace: readsContent ? row.eventPlace : null,
    attachments: readsContent ? attachments : [],
    mergedInto,
  };
}

function writerOf(row: LetterRow, readsContent: boolean): WriterView | null {
  const { writerName: name, writerPhone: phone, writerEmail: email, writerAddress: address } = row;
  if (name === null) return null;
  return readsContent
    ? { name, phone, email, address }
    : { name: maskedName(name), phone: null, email: null, address: null };
}
