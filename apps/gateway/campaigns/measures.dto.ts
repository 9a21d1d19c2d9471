import { ApiProperty } from '@nestjs/swagger';
import { ELEMENTS } from '../../../domain/inspection/text/elements.js';
import type { ElementCounts, Measures, Ratio } from '../../../domain/campaigns/measures/measures.js';

export class RatioView implements Ratio {
  @ApiProperty({ type: 'integer' }) part!: number;
  @ApiProperty({ type: 'integer', description: '0: nothing to measure' }) whole!: number;
}

export class ElementCountsView implements ElementCounts {
  @ApiProperty({ enum: ELEMENTS }) element!: (typeof ELEMENTS)[number];
  @ApiProperty({ type: 'integer', description: 'Items that lack it' }) missing!: number;
  @ApiProperty({ type: 'integer' }) ambiguous!: number;
  @ApiProperty({ type: 'integer' }) inaccurate!: number;
}

/** Measures of one department. Findings that were not issued, and withdrawn ones, do not count. */
export class MeasuresView implements Measures {
  @ApiProperty({ type: 'integer', description: '应查: items of the catalogue' }) items!: number;
  @ApiProperty({ type: 'integer', description: '已有: on the site' }) present!: number;
  @ApiProperty({ type: 'integer', description: '缺项' }) missing!: number;
  @ApiProperty({ type: 'integer', description: 'On the site, and not in the catalogue' }) extra!: number;
  @ApiProperty({ description: '缺项率: missing of the items that were checked' }) missingItems!: RatioView;
  @ApiProperty({ description: '要素完整率: filled elements, of 8 for every item on the site' })
  filledElements!: RatioView;
  @ApiProperty({ description: '附件有效率: attachments that download, of those tried or required' })
  validAttachments!: RatioView;
  @ApiProperty({ description: '系统可用率: reachable application and query systems, of those tried' })
  availableSystems!: RatioView;
  @ApiProperty({ description: '整改率: rectified findings' }) rectified!: RatioView;
  @ApiProperty({ description: '一次整改通过率: of the findings declared rectified' })
  passedAtOnce!: RatioView;
  @ApiProperty({ type: [ElementCountsView], description: 'In the order of the census' })
  elements!: readonly ElementCountsView[];
  @ApiProperty({ type: 'integer', description: 'Points that the census deducts: 0, 2 … 16' })
  censusDeduction!: number;
}
