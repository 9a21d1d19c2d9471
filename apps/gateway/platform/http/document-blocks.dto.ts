import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import type { Block } from '../../../../domain/documents/model.js';

export class DocumentHeading {
  @ApiProperty({ enum: ['heading'] }) type!: 'heading';
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 4 }) level!: number;
  @ApiProperty() text!: string;
}
export class DocumentParagraph {
  @ApiProperty({ enum: ['paragraph'] }) type!: 'paragraph';
  @ApiProperty() text!: string;
}
export class DocumentList {
  @ApiProperty({ enum: ['list'] }) type!: 'list';
  @ApiProperty({ type: [String] }) items!: readonly string[];
}
export class DocumentColumn {
  @ApiProperty() title!: string;
  @ApiPropertyOptional({ enum: ['left', 'center', 'right'], default: 'center' })
  align?: 'left' | 'center' | 'right';
}
export class DocumentTable {
  @ApiProperty({ enum: ['table'] }) type!: 'table';
  @ApiProperty({ type: String, nullable: true }) caption!: string | null;
  @ApiProperty({ type: [DocumentColumn] }) columns!: readonly DocumentColumn[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string' } } })
  rows!: readonly (readonly string[])[];
}
export type DocumentBlock = DocumentHeading | DocumentParagraph | DocumentList | DocumentTable;

const BLOCKS = [DocumentHeading, DocumentParagraph, DocumentList, DocumentTable];
/** Text of an official document, for pages that show it. The class needs `@HasBlocks()`. */
export const ApiBlocks = () =>
  ApiProperty({ type: 'array', items: { oneOf: BLOCKS.map((block) => ({ $ref: getSchemaPath(block) })) } });

export const HasBlocks = () => ApiExtraModels(...BLOCKS);

/** Pages draw no charts: the figures stand in a table beside each. */
export const shownBlocks = (blocks: readonly Block[]): readonly DocumentBlock[] =>
  blocks.filter(
    (block): block is Exclude<Block, { type: 'chart' }> & DocumentBlock => block.type !== 'chart',
  );
