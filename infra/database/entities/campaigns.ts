import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CatalogueItem, CatalogueVersion } from './catalogues.js';

/** How a campaign inspects its site. */
export interface InspectionSettings {
  readonly url: string;
  /** Further hosts that belong to it. */
  readonly alsoHosts: readonly string[];
  /** Networks (CIDR) outside the public Internet that its links may lead to. */
  readonly allow: readonly string[];
  readonly maxPages: number;
  readonly maxMinutes: number;
  /** Requests to one host: per second, and concurrent. */
  readonly rate: number;
  readonly concurrency: number;
}

/** The plan of a service-item campaign. Its progress is in the process of the same id. */
@Entity({ name: 'campaign' })
@Index('campaign_created', ['createdAt', 'id'])
@ForeignKey(() => CatalogueVersion, ['fallbackVersion'], ['id'], { name: 'campaign_fallback_version_fkey' })
@ForeignKey(() => Campaign, ['carriesOver'], ['id'], { name: 'campaign_carries_over_fkey' })
export class Campaign {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) title!: string;
  /** The plan it follows, as documents name it. */
  @Column({ type: 'text' }) plan!: string;
  /** Key of its preset; null: it has days of its own. */
  @Column({ type: 'text', nullable: true }) preset!: string | null;
  @Column({ type: 'text' }) centre!: string;
  @Column({ type: 'text' }) government!: string;
  @Column({ type: 'text', array: true }) departments!: string[];
  /** Step -> day, as written. */
  @Column({ type: 'jsonb' }) dates!: Record<string, string>;
  @Column({ type: 'jsonb' }) site!: InspectionSettings;
  /** The fallback catalogue of units that do not report, and the mark of its items. */
  @Column({ type: 'uuid', nullable: true }) fallbackVersion!: string | null;
  @Column({ type: 'text' }) fallbackSource!: string;
  /** The earlier campaign whose open findings it takes over. */
  @Column({ type: 'uuid', nullable: true }) carriesOver!: string | null;
  /** Progress of the running inspection: pages, waiting, guides, items. */
  @Column({ type: 'jsonb', nullable: true }) progress!: Record<string, number> | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** A visited page of an inspection: a later attempt continues from them. */
@Entity({ name: 'inspection_page' })
export class InspectionPage {
  @PrimaryColumn({ type: 'text' }) inspection!: string;
  /** Requested address. */
  @PrimaryColumn({ type: 'text' }) requested!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'jsonb' }) record!: unknown;
}

/** A page as an inspection read it: evidence of findings. Stored once, however often it is read. */
@Entity({ name: 'inspection_source' })
export class InspectionSource {
  /** Of the bytes, in hex. */
  @PrimaryColumn({ type: 'text' }) sha256!: string;
  @Column({ type: 'bytea' }) bytes!: Buffer;
  @Column({ type: 'text' }) charset!: string;
  /** Its scripts have run: the bytes are not those that the site served. */
  @Column({ type: 'boolean' }) rendered!: boolean;
}

/** Checks on the page of an item in the first inspection. */
@Entity({ name: 'campaign_item' })
@ForeignKey(() => CatalogueItem, ['itemId'], ['id'], { name: 'campaign_item_item_id_fkey' })
export class CampaignItem {
  @PrimaryColumn({ type: 'uuid' }) campaignId!: string;
  @PrimaryColumn({ type: 'uuid' }) itemId!: string;
  @Column({ type: 'integer' }) attachments!: number;
  @Column({ type: 'integer' }) systems!: number;
}

/** A defect that an inspection found, and its state. */
@Entity({ name: 'campaign_finding' })
@Check('campaign_finding_state_check', `state IN ('found', 'dismissed', 'open', 'withdrawn', 'rectified')`)
@Check('campaign_finding_certainty_check', `certainty IN ('certain', 'suspected', 'ambiguous')`)
@Index('campaign_finding_order', ['campaignId', 'unitCode', 'id'])
@ForeignKey(() => Campaign, ['campaignId'], ['id'], { name: 'campaign_finding_campaign_id_fkey' })
@ForeignKey(() => CatalogueItem, ['itemId'], ['id'], { name: 'campaign_finding_item_id_fkey' })
@ForeignKey(() => InspectionSource, ['source'], ['sha256'], { name: 'campaign_finding_source_fkey' })
@ForeignKey(() => CampaignFinding, ['carriedFrom'], ['id'], { name: 'campaign_finding_carried_from_fkey' })
export class CampaignFinding {
  /** Derived from its subject: the same defect has the same id. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) campaignId!: string;
  /** 1: the inspection; 2: the recheck of everything. */
  @Column({ type: 'integer' }) round!: number;
  /** Null for an item that the catalogue lacks: no unit is responsible yet. */
  @Column({ type: 'text', nullable: true }) unitCode!: string | null;
  @Column({ type: 'uuid', nullable: true }) itemId!: string | null;
  @Column({ type: 'text' }) itemName!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text', nullable: true }) element!: string | null;
  @Column({ type: 'text' }) certainty!: 'certain' | 'suspected' | 'ambiguous';
  /** `found`: not attributed to a unit yet. */
  @Column({ type: 'text' }) state!: 'found' | 'dismissed' | 'open' | 'withdrawn' | 'rectified';
  @Column({ type: 'text' }) address!: string;
  @Column({ type: 'text' }) seen!: string;
  @Column({ type: 'text' }) excerpt!: string;
  /** SHA-256 of a screenshot. */
  @Column({ type: 'text', nullable: true }) screenshot!: string | null;
  /** SHA-256 of the page that it was seen on, when that is stored. */
  @Column({ type: 'text', nullable: true }) source!: string | null;
  /** A link that failed: its address and tries so far. */
  @Column({ type: 'jsonb', nullable: true }) link!: unknown;
  /** Since when a worker retries the link; the claim lasts an hour. */
  @Column({ type: 'timestamptz', nullable: true }) linkClaimedAt!: Date | null;
  @Column({ type: 'timestamptz' }) foundAt!: Date;
  /** When its unit was requested to confirm or contest it; null: not yet. */
  @Column({ type: 'timestamptz', nullable: true }) askedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) rectifiedAt!: Date | null;
  /** Result of the recheck after the declared rectification: still there, or gone; null: not rechecked. */
  @Column({ type: 'boolean', nullable: true }) seenAgain!: boolean | null;
  @Column({ type: 'integer', default: 0 }) bounces!: number;
  /** The finding of an earlier campaign that this one takes over. */
  @Column({ type: 'uuid', nullable: true }) carriedFrom!: string | null;
}
