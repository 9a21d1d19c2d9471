import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { PageQuery } from '../platform/paging/page.js';

export class PublicCampaignsQuery extends PageQuery {}

export class PublicCampaignItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'Name of the unit that has issued the bulletin' }) issuer!: string;
  @ApiProperty({ description: 'Name of the unit that has inspected' }) inspector!: string;
  @ApiProperty({ format: 'date-time' }) publishedAt!: string;
}
export class PublicCampaignPage {
  @ApiProperty({ type: [PublicCampaignItem] }) items!: PublicCampaignItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class BulletinHeading {
  @ApiProperty({ enum: ['heading'] }) type!: 'heading';
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 4 }) level!: number;
  @ApiProperty() text!: string;
}
export class BulletinParagraph {
  @ApiProperty({ enum: ['paragraph'] }) type!: 'paragraph';
  @ApiProperty() text!: string;
}
export class BulletinList {
  @ApiProperty({ enum: ['list'] }) type!: 'list';
  @ApiProperty({ type: [String] }) items!: readonly string[];
}
export class BulletinColumn {
  @ApiProperty() title!: string;
  @ApiPropertyOptional({ enum: ['left', 'center', 'right'], default: 'center' })
  align?: 'left' | 'center' | 'right';
}
export class BulletinTable {
  @ApiProperty({ enum: ['table'] }) type!: 'table';
  @ApiProperty({ type: String, nullable: true }) caption!: string | null;
  @ApiProperty({ type: [BulletinColumn] }) columns!: readonly BulletinColumn[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string' } } })
  rows!: readonly (readonly string[])[];
}
export type BulletinBlock = BulletinHeading | BulletinParagraph | BulletinList | BulletinTable;

const BLOCKS = [BulletinHeading, BulletinParagraph, BulletinList, BulletinTable];
const ApiBlocks = () =>
  ApiProperty({ type: 'array', items: { oneOf: BLOCKS.map((block) => ({ $ref: getSchemaPath(block) })) } });

@ApiExtraModels(...BLOCKS)
export class BulletinAnnex {
  @ApiProperty() title!: string;
  @ApiBlocks() body!: readonly BulletinBlock[];
}
export class BulletinFile {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['docx', 'pdf', 'xlsx'] }) format!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size!: number;
}
export class PublicCampaignView extends PublicCampaignItem {
  @ApiProperty({ description: 'Title of the bulletin' }) bulletin!: string;
  @ApiProperty({ description: '主送机关' }) recipients!: string;
  @ApiBlocks() body!: readonly BulletinBlock[];
  @ApiProperty({ type: [BulletinAnnex] }) annexes!: BulletinAnnex[];
  @ApiProperty({ type: [BulletinFile], description: 'The bulletin as a document' }) files!: BulletinFile[];
}
