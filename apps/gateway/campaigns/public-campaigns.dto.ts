import { ApiProperty } from '@nestjs/swagger';
import { ApiBlocks, HasBlocks, type DocumentBlock } from '../platform/http/document-blocks.dto.js';
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

@HasBlocks()
export class BulletinAnnex {
  @ApiProperty() title!: string;
  @ApiBlocks() body!: readonly DocumentBlock[];
}
export class BulletinFile {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['docx', 'pdf', 'xlsx'] }) format!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes' }) size!: number;
}
export class PublicCampaignView extends PublicCampaignItem {
  @ApiProperty({ description: 'Title of the bulletin' }) bulletin!: string;
  @ApiProperty({ description: '主送机关' }) recipients!: string;
  @ApiBlocks() body!: readonly DocumentBlock[];
  @ApiProperty({ type: [BulletinAnnex] }) annexes!: BulletinAnnex[];
  @ApiProperty({ type: [BulletinFile], description: 'The bulletin as a document' }) files!: BulletinFile[];
}
