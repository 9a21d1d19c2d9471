import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ApiUnprintable, UnprintableView } from '../cases/documents/unprintable.dto.js';
import { DATE_NAMES } from '../../../domain/campaigns/campaign-dates.js';
import { LIST_TASKS, type ListTask } from '../../../domain/campaigns/campaigns.repository.js';
import { Code, Day, IfPresent, OneLine } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { equal, type Condition } from '../../../infra/database/sql.js';
import { MARK_LEVELS, type MarkLevel } from '../../../domain/cases/cards/card-marks.js';
import { ProcessView } from '../cases/processes/process-view.js';
import { FindingCounts } from './findings.dto.js';
import { MeasuresView } from './measures.dto.js';

/** A host name, or the address of a page on it. */
const HOST = /^[\x21-\x7e]{1,253}$/;
/** An IPv4 or IPv6 address or network; invalid ones are rejected by the operator's allowlist. */
const NETWORK = /^[\da-fA-F.:/]{2,50}$/;

export class SiteBody {
  @ApiProperty({ example: 'http://zwzx.example.gov.cn/' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(500)
  url!: string;
  @ApiPropertyOptional({ type: [String], description: 'Further hosts that belong to the site' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(HOST, { each: true })
  alsoHosts: string[] = [];
  @ApiPropertyOptional({
    type: [String],
    description:
      'Networks (CIDR) outside the public Internet that the site may lead to, from the operator’s allowlist (DUBAN_INSPECT_ALLOW)',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(NETWORK, { each: true })
  allow: string[] = [];
  @ApiPropertyOptional({ type: 'integer', default: 5000 })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(50_000)
  maxPages: number = 5_000;
  @ApiPropertyOptional({ type: 'integer', default: 240 })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(1_200)
  maxMinutes: number = 240;
  @ApiPropertyOptional({ type: 'integer', default: 2, description: 'Requests a second to one host' })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(50)
  rate: number = 2;
  @ApiPropertyOptional({ type: 'integer', default: 2, description: 'Concurrent requests to one host' })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(16)
  concurrency: number = 2;
}

/** The days of a new campaign: those of a plan, shifted or not, and single ones. */
export class CampaignDatesBody {
  @ApiPropertyOptional({
    example: 'QDN-2015',
    description: 'Key of a plan that ships with the release; without it all data is required',
  })
  @IfPresent()
  @Code(50)
  preset?: string;
  @ApiPropertyOptional({
    format: 'date',
    description: 'Day T: shifts the days of the preset; without it they are as written',
  })
  @IfPresent()
  @Day()
  firstDay?: string;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', format: 'date' },
    description: `Days by step, which override those of the preset: ${DATE_NAMES.join(', ')}`,
  })
  @IfPresent()
  @IsObject()
  dates?: Record<string, string>;
}

export class NewCampaignBody extends CampaignDatesBody {
  @ApiPropertyOptional() @IfPresent() @OneLine(1, 200) title?: string;
  @ApiPropertyOptional({
    description:
      'The document that orders the campaign, as documents cite it: its title in 《》 and its number, if any',
  })
  @IfPresent()
  @OneLine(1, 200)
  plan?: string;
  @ApiPropertyOptional({ description: 'The unit that runs the campaign' })
  @IfPresent()
  @Code(20)
  centre?: string;
  @ApiPropertyOptional({ description: 'The unit that the campaign reports to' })
  @IfPresent()
  @Code(20)
  government?: string;
  @ApiProperty({ type: [String], description: 'Codes of the units that take part' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Code(40, { each: true })
  departments!: string[];
  @ApiProperty() @IsObject() @ValidateNested() @Type(() => SiteBody) site!: SiteBody;
  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'The list for units that do not report (POST /api/v1/fallback-lists). It may be supplied later: the catalogue waits for it while a unit has no items',
  })
  @IfPresent()
  @IsUUID()
  fallbackList?: string;
  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'An earlier campaign of the same centre that has ended: its open findings are carried over, and its catalogue is the list for units that do not report, unless there is a `fallbackList`',
  })
  @IfPresent()
  @IsUUID()
  carriesOver?: string;
}

export class CampaignsQuery extends PageQuery {}

export class DateView {
  @ApiProperty({ enum: DATE_NAMES }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date', description: 'As written, or as corrected' }) day!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why the day may not be effective as written' })
  warning!: string | null;
  @ApiProperty({ description: 'Its step is over, so the day cannot be corrected any more' })
  over!: boolean;
}
export class FallbackView {
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ format: 'date' }) date!: string;
}
export class InspectionView {
  @ApiProperty({ type: 'integer', description: 'Pages visited' }) pages!: number;
  @ApiProperty({ type: 'integer', description: 'Addresses known and not yet visited' }) waiting!: number;
  @ApiProperty({ type: 'integer', description: 'Guides found' }) guides!: number;
  @ApiProperty({ type: 'integer', description: 'Items to look for' }) items!: number;
}
export class CampaignView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) preset!: string | null;
  @ApiProperty({ description: 'The plan that it follows' }) plan!: string;
  @ApiProperty() centre!: string;
  @ApiProperty() centreName!: string;
  @ApiProperty() government!: string;
  @ApiProperty() governmentName!: string;
  @ApiProperty({ description: 'Address of the site' }) site!: string;
  @ApiProperty({ type: [DateView] }) dates!: DateView[];
  @ApiProperty({ type: 'integer' }) departments!: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The list for units that do not report',
  })
  fallbackList!: string | null;
  @ApiProperty({
    ...{ type: FallbackView, nullable: true },
    description: 'Name of that list; null without one, and for the catalogue of an earlier campaign',
  })
  fallback!: FallbackView | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The earlier campaign whose open findings are carried over',
  })
  carriesOver!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: InspectionView, nullable: true, description: 'Of a running inspection' })
  inspection!: InspectionView | null;
  @ApiProperty({
    description:
      'An inspection could not read the site: what it could not look for counts as neither present nor missing',
  })
  siteDown!: boolean;
  @ApiProperty() process!: ProcessView;
}
export class CampaignPage {
  @ApiProperty({ type: [CampaignView] }) items!: CampaignView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReportedFileView {
  @ApiProperty({ format: 'uuid', description: "An attachment of the department's process" }) id!: string;
  @ApiProperty() name!: string;
}
export class ReportedListView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null: no change to the list in force',
  })
  list!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: ReportedFileView, nullable: true, description: 'The file that it was read from' })
  file!: ReportedFileView | null;
}
export class DepartmentView {
  @ApiProperty() unit!: string;
  @ApiProperty() name!: string;
  @ApiProperty({
    type: ProcessView,
    nullable: true,
    description: 'The process of the department; null until the notice is issued',
  })
  process!: ProcessView | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The list that it uploaded last',
  })
  list!: string | null;
  @ApiProperty({
    enum: LIST_TASKS,
    nullable: true,
    description: 'The open task of its list: to be reported, to be checked by the centre, or to be corrected',
  })
  listTask!: ListTask | null;
  @ApiProperty({ type: ReportedListView, nullable: true, description: 'The list that it reported last' })
  reported!: ReportedListView | null;
  @ApiProperty({ description: 'Measures as the inspection found it' }) found!: MeasuresView;
  @ApiProperty({ description: 'Measures as it is now' }) left!: MeasuresView;
  @ApiProperty({ description: 'Findings by state: those that were issued, for a department' })
  findings!: FindingCounts;
  @ApiProperty({
    enum: MARK_LEVELS,
    nullable: true,
    description: 'The gravest card in force against it in this campaign, where the account may see it',
  })
  card!: MarkLevel | null;
}
export class DepartmentPage {
  @ApiProperty({ type: [DepartmentView] }) items!: DepartmentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

const ITEM_LISTS = ['catalogue', 'fallback', 'reported'] as const;
export class ItemsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ITEM_LISTS,
    default: 'catalogue',
    description:
      '`fallback`: the list in force before this campaign, of units without changes and those that do not report. `reported`: the lists as units reported them last, accepted or not',
  })
  @IfPresent()
  @IsIn(ITEM_LISTS)
  list?: (typeof ITEM_LISTS)[number];
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ example: 'REPORTED' }) @IfPresent() @Code(50) source?: string;
}
/** Over the row `i` of the item. */
export const itemFilters = (query: ItemsQuery): Condition[] => [
  equal('i.unit_code', query.unit),
  equal('i.source', query.source),
];
export class ItemView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) code!: string | null;
  @ApiProperty() category!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Kind of power in the words of the list' })
  powerType!: string | null;
  @ApiProperty({ description: 'Source of the item: REPORTED, FALLBACK_2011 …' }) source!: string;
  @ApiProperty({ type: 'integer', description: 'Open findings' }) open!: number;
}
export class ItemPage {
  @ApiProperty({ type: [ItemView] }) items!: ItemView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class CampaignDocumentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['report', 'notice', 'problems', 'bulletin', 'items'] }) kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The unit that the document is about' }) unit!:
    string | null;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ enum: ['docx', 'pdf', 'xlsx'] }) format!: string;
  @ApiProperty() title!: string;
  @ApiUnprintable() unprintable!: readonly UnprintableView[];
  @ApiProperty({ type: 'integer' }) size!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class DocumentPage {
  @ApiProperty({ type: [CampaignDocumentView] }) items!: CampaignDocumentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** A row of a list that is not an item. */
export class IgnoredRowView {
  @ApiProperty({ type: String, nullable: true, description: 'Null: the only table of the file has no name' })
  sheet!: string | null;
  @ApiProperty({ type: 'integer', description: 'From 1' }) row!: number;
  @ApiProperty() text!: string;
}
export class ListedItemView {
  @ApiProperty({ description: 'Code' }) unit!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) code!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Kind of power in the words of the list' })
  powerType!: string | null;
  @ApiProperty({ type: String, nullable: true }) guideUrl!: string | null;
}

export class ListView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) items!: number;
  @ApiProperty({ type: [String] }) units!: string[];
  @ApiProperty({ type: [String], description: 'Hidden sheets, and those without a table of items' })
  ignoredSheets!: string[];
  @ApiProperty({
    type: [IgnoredRowView],
    description: 'Sums, signatures, notes and repeated headers: the first 100',
  })
  ignoredRows!: IgnoredRowView[];
  @ApiProperty({ type: [ListedItemView], description: 'The first items, as they were read' })
  firstItems!: ListedItemView[];
  @ApiProperty({ type: 'integer', description: 'Items without a code' }) withoutCode!: number;
}

/** How documents cite a fallback list as their basis. */
export class FallbackListFields {
  @ApiProperty({ example: '黔东南州人民政府各部门行政权力清单', description: 'With or without 《》' })
  @OneLine(2, 200)
  name!: string;
  @ApiPropertyOptional({
    example: '第十二届州人民政府第三十八次常务会议',
    description: 'Number of the document, or of the meeting that passed it',
  })
  @IfPresent()
  @OneLine(1, 100)
  number?: string;
  @ApiProperty({ format: 'date', example: '2011-08-08', description: 'When it was passed' })
  @Day()
  date!: string;
}
export class FallbackListForm extends FallbackListFields {
  @ApiProperty({ type: 'string', format: 'binary', description: 'XLSX or CSV' }) file!: unknown;
}
export class FallbackListView extends IntersectionType(ListView, FallbackView) {}
