import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IfPresent, Month } from '../../platform/http/fields.js';

export class FiguresQuery {
  @ApiPropertyOptional({
    example: '2026-11',
    description: 'The current month if left out; at most 24 months ago',
  })
  @IfPresent()
  @Month()
  month?: string;
}

export class ShareView {
  @ApiProperty() count!: number;
  @ApiProperty({ description: 'The number that it is a share of' }) of!: number;
}

export class PublicFigures {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was counted' }) asOf!: string;
  @ApiProperty({ description: 'Letters received in the month' }) received!: number;
  @ApiProperty({ description: 'Letters whose first answer became readable in the month' }) answered!: number;
  @ApiProperty({ description: 'Of the answers due in the month, until now: those signed in time' })
  onTime!: ShareView;
  @ApiProperty({ description: 'Of the letters closed in the month with an answer: those that were rated' })
  rated!: ShareView;
  @ApiProperty({ description: 'Of the rated ones: satisfied or basically satisfied' }) satisfied!: ShareView;
}

export class GoingOnView {
  @ApiProperty({ example: 'survey', description: 'Key of its process' }) kind!: string;
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'Name of the unit that holds it' }) unit!: string;
  @ApiProperty({ example: 'open', description: 'State as in its own public list' }) state!: string;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) until!: string | null;
}

export class PublicHome {
  @ApiProperty({ description: 'Of the current month' }) figures!: PublicFigures;
  @ApiProperty({ type: [GoingOnView], description: 'What citizens can take part in' })
  goingOn!: GoingOnView[];
}

export class SiteText {
  @ApiProperty({ example: 'privacy' }) key!: string;
  @ApiProperty({ example: '隐私说明' }) title!: string;
  @ApiProperty({ type: [String], description: 'Plain text' }) paragraphs!: string[];
}

export class SiteContact {
  @ApiProperty({ example: '报警' }) title!: string;
  @ApiProperty({ example: '110' }) phone!: string;
}

export class OfficeHours {
  @ApiProperty({ example: '08:30' }) from!: string;
  @ApiProperty({ example: '12:00' }) to!: string;
}

export class PublicSite {
  @ApiProperty({ description: 'Increases with every change of the texts' }) version!: number;
  @ApiProperty({ example: '黔东南州人民政府办公室' }) host!: string;
  @ApiProperty({ example: '州群众工作中心' }) operator!: string;
  @ApiProperty({ type: [OfficeHours], description: 'On working days; of the time limit policy in force' })
  officeHours!: OfficeHours[];
  @ApiProperty({ type: [SiteContact] }) emergencies!: SiteContact[];
  @ApiProperty({ type: [SiteContact] }) contacts!: SiteContact[];
  @ApiProperty({ type: [SiteText] }) texts!: SiteText[];
  @ApiProperty({ description: 'A demonstration: its cases and its accounts are invented' }) demo!: boolean;
}
