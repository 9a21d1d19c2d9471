import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { REVIEW_VERDICTS, type ReviewVerdict } from '../../../domain/campaigns/findings.repository.js';
import { FINDING_KINDS } from '../../../domain/campaigns/measures/findings.js';
import { equal, type Condition } from '../../../infra/database/sql.js';
import { ELEMENTS } from '../../../domain/inspection/text/elements.js';
import { Code, IfPresent } from '../platform/http/fields.js';
import { CountedPageQuery, CountView } from '../platform/paging/page.js';

const KINDS = Object.keys(FINDING_KINDS);
export const FINDING_STATES = ['found', 'dismissed', 'open', 'withdrawn', 'rectified'] as const;

export class FindingCounts implements Record<(typeof FINDING_STATES)[number], number> {
  @ApiProperty({ type: 'integer', description: 'Not reviewed, or not certain: held against nobody' })
  found!: number;
  @ApiProperty({ type: 'integer' }) dismissed!: number;
  @ApiProperty({ type: 'integer', description: 'To be rectified' }) open!: number;
  @ApiProperty({ type: 'integer', description: 'Contested with success' }) withdrawn!: number;
  @ApiProperty({ type: 'integer' }) rectified!: number;
}

export class FindingsQuery extends CountedPageQuery {
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ enum: FINDING_STATES }) @IfPresent() @IsIn(FINDING_STATES) state?: string;
  @ApiPropertyOptional({ enum: KINDS }) @IfPresent() @IsIn(KINDS) kind?: string;
}
/** Over the row `f` of the finding. */
export const findingFilters = (query: FindingsQuery): Condition[] => [
  equal('f.unit_code', query.unit),
  equal('f.state', query.state),
  equal('f.kind', query.kind),
];
export class LinkTryView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() ok!: boolean;
}
export class FailedLinkView {
  @ApiProperty({ description: 'Where it leads to' }) address!: string;
  @ApiProperty({ type: [LinkTryView], description: 'Oldest first' }) tries!: readonly LinkTryView[];
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When Duban tries it again; null: not any more',
  })
  nextTryAt!: string | null;
}
export class RulingView {
  @ApiProperty({ description: 'Id of the task' }) task!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of an open ruling' })
  dueAt!: string | null;
  @ApiProperty({ enum: ['withdrawn', 'upheld'], nullable: true, description: 'Null: not ruled on yet' })
  verdict!: 'withdrawn' | 'upheld' | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) at!: string | null;
}
/** A unit's objection to a finding, and what the centre ruled. */
export class ObjectionView {
  @ApiProperty({ type: String, nullable: true, description: 'Null once it has been erased' })
  reason!: string | null;
  @ApiProperty({ type: [String], description: 'Ids of files' }) attachmentIds!: readonly string[];
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: RulingView, nullable: true, description: 'Null for a moment only' })
  ruling!: RulingView | null;
}
export class FindingView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty() item!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ELEMENTS, nullable: true }) element!: string | null;
  @ApiProperty({ enum: ['certain', 'suspected', 'ambiguous'] }) certainty!: string;
  @ApiProperty({ enum: FINDING_STATES }) state!: string;
  @ApiProperty() address!: string;
  @ApiProperty({ description: 'In the words of the inspector' }) seen!: string;
  @ApiProperty({ description: 'The same in Chinese' }) seenText!: string;
  @ApiProperty() excerpt!: string;
  @ApiProperty({ description: 'Whether the page is stored as it was: …/findings/{finding}/page' })
  hasPage!: boolean;
  @ApiProperty({ format: 'date-time' }) foundAt!: string;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether the last recheck still saw it; null: not rechecked',
  })
  seenAgain!: boolean | null;
  @ApiProperty({ type: 'integer' }) bounces!: number;
  @ApiProperty({
    description:
      'Whether its unit was asked to confirm or contest it. A finding opened later may be contested with the rectification',
  })
  asked!: boolean;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The finding of an earlier campaign that it was carried over from',
  })
  carriedFrom!: string | null;
  @ApiProperty({ type: FailedLinkView, nullable: true, description: 'A form or system that failed' })
  link!: FailedLinkView | null;
  @ApiProperty({ type: ObjectionView, nullable: true, description: 'The latest one of its unit' })
  objection!: ObjectionView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) rectifiedAt!: string | null;
}
export class FindingPage {
  @ApiProperty({ type: [FindingView] }) items!: FindingView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiPropertyOptional({ type: CountView, description: 'With `count=true`' }) count?: CountView;
}
export class ReviewBody {
  @ApiProperty({
    enum: REVIEW_VERDICTS,
    description: '`restore`: what was dismissed is to be reviewed again',
  })
  @IsIn(REVIEW_VERDICTS)
  verdict!: ReviewVerdict;
}
