import { ApiProperty } from '@nestjs/swagger';

export class MailboxContactView {
  @ApiProperty() name!: string;
  @ApiProperty({ example: '0855-8000011' }) phone!: string;
}

export class PublicUnitView {
  @ApiProperty({ example: 'ZRZY' }) code!: string;
  @ApiProperty({ example: '黔东南州自然资源局', description: 'As in its letterhead' }) name!: string;
  @ApiProperty() shortName!: string;
  @ApiProperty({ example: 'DEPARTMENT' }) kind!: string;
  @ApiProperty({ description: 'Code of the unit above it' }) parent!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Office that answers citizens' }) contact!:
    string | null;
  @ApiProperty({ type: String, nullable: true }) phone!: string | null;
  @ApiProperty({ type: String, nullable: true }) address!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'When it serves citizens' }) hours!:
    string | null;
  @ApiProperty({ type: MailboxContactView, nullable: true, description: 'Whom to call about a letter' })
  mailbox!: MailboxContactView | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day of a unit that has ended',
  })
  endedOn!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the unit that continues its business' })
  successor!: string | null;
}

export class PublicUnitPage {
  @ApiProperty({ type: [PublicUnitView] }) items!: PublicUnitView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: one page' }) nextCursor!:
    string | null;
}
