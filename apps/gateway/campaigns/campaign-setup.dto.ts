import { ApiProperty } from '@nestjs/swagger';
import { DATE_NAMES } from '../../../domain/campaigns/campaign-dates.js';
import { DateView } from './campaigns.dto.js';

export class PresetDayView {
  @ApiProperty({ enum: DATE_NAMES }) name!: string;
  @ApiProperty({ format: 'date', description: 'As the plan wrote it' }) day!: string;
}
/** A plan that ships with the release. */
export class CampaignPresetView {
  @ApiProperty({ example: 'QDN-2015' }) key!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'The document that orders it' }) plan!: string;
  @ApiProperty({ description: 'The unit that runs it' }) centre!: string;
  @ApiProperty({ description: 'The unit that it reports to' }) government!: string;
  @ApiProperty({ format: 'date', description: 'Day T, from which the others are counted' }) start!: string;
  @ApiProperty({ type: [PresetDayView] }) dates!: PresetDayView[];
}
export class CampaignStepView {
  @ApiProperty({ enum: DATE_NAMES }) name!: string;
  @ApiProperty() title!: string;
}
export class CampaignPresetsView {
  @ApiProperty({ type: [CampaignPresetView] }) items!: CampaignPresetView[];
  @ApiProperty({ type: [CampaignStepView], description: 'The steps that have a day, in their order' })
  steps!: CampaignStepView[];
  @ApiProperty({
    type: [String],
    description: 'Networks outside the public Internet that a site may lead to: the operator’s allowlist',
  })
  networks!: string[];
}
export class CampaignDatesView {
  @ApiProperty({ type: [DateView] }) dates!: DateView[];
}
