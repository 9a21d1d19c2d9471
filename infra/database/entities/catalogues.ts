import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Unit } from './accounts.js';

/** Source of a catalogue's items. Data, so that another fallback list needs a row and no release. */
@Entity({ name: 'catalogue_source' })
export class CatalogueSource {
  /** `REPORTED`, `FALLBACK_2011` … */
  @PrimaryColumn({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) title!: string;
}

/** A version of a list of service items (事项目录). Immutable once frozen, by a trigger. */
@Entity({ name: 'catalogue_version' })
@Unique('catalogue_version_scope_version_key', ['scope', 'version'])
@Check('catalogue_version_state_check', `state IN ('draft', 'frozen')`)
@Check('catalogue_version_frozen_check', `(state = 'frozen') = (frozen_at IS NOT NULL)`)
export class CatalogueVersion {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** Owner of the list: the key of a campaign, or of a reference list. */
  @Column({ type: 'text' }) scope!: string;
  /** From 1, without gaps, within the scope. */
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text', default: 'draft' }) state!: 'draft' | 'frozen';
  @Column({ type: 'text', default: '' }) note!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) frozenAt!: Date | null;
}

/** The document of a fallback list, which replaces the lists of units that do not report. */
@Entity({ name: 'fallback_list' })
@ForeignKey(() => CatalogueVersion, ['id'], ['id'], { name: 'fallback_list_id_fkey' })
export class FallbackList {
  /** Of the version that holds its items. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  /** Of the document, or of the meeting that passed it: 第十二届州人民政府第三十八次常务会议. */
  @Column({ type: 'text', nullable: true }) number!: string | null;
  /** `YYYY-MM-DD`, when it was passed. */
  @Column({ type: 'date' }) dated!: string;
}

/** A service item (事项) as one version of a catalogue lists it. */
@Entity({ name: 'catalogue_item' })
@Unique('catalogue_item_version_id_unit_code_name_key_key', ['versionId', 'unitCode', 'nameKey'])
@Check('catalogue_item_category_check', `category IN ('ADMIN_APPROVAL', 'NON_ADMIN_APPROVAL', 'OTHER')`)
@Index('catalogue_item_order', ['versionId', 'unitCode', 'number'])
@ForeignKey(() => CatalogueVersion, ['versionId'], ['id'], { name: 'catalogue_item_version_id_fkey' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'catalogue_item_unit_code_fkey' })
@ForeignKey(() => CatalogueSource, ['source'], ['code'], { name: 'catalogue_item_source_fkey' })
export class CatalogueItem {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) versionId!: string;
  @Column({ type: 'text' }) unitCode!: string;
  /** Position in its source; orders the items of a unit. */
  @Column({ type: 'integer' }) number!: number;
  /** 事项编码, where the list has one. */
  @Column({ type: 'text', nullable: true }) code!: string | null;
  @Column({ type: 'text' }) name!: string;
  /** The normalized name (domain/catalogue/item-name.ts), unique in a unit. */
  @Column({ type: 'text' }) nameKey!: string;
  @Column({ type: 'text' }) category!: 'ADMIN_APPROVAL' | 'NON_ADMIN_APPROVAL' | 'OTHER';
  /** The list's own word for it: 行政许可, 行政处罚 … */
  @Column({ type: 'text', nullable: true }) powerType!: string | null;
  @Column({ type: 'text', nullable: true }) guideUrl!: string | null;
  @Column({ type: 'text' }) source!: string;
}

/** An import of a list into a catalogue: its file and counts. */
@Entity({ name: 'catalogue_import' })
@Index('catalogue_import_version', ['versionId', 'at'])
@ForeignKey(() => CatalogueVersion, ['versionId'], ['id'], { name: 'catalogue_import_version_id_fkey' })
@ForeignKey(() => CatalogueSource, ['source'], ['code'], { name: 'catalogue_import_source_fkey' })
export class CatalogueImport {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) versionId!: string;
  @Column({ type: 'text' }) source!: string;
  @Column({ type: 'text' }) fileName!: string;
  @Column({ type: 'bytea' }) sha256!: Buffer;
  /** Units whose items the file replaced. */
  @Column({ type: 'text', array: true }) units!: string[];
  @Column({ type: 'integer' }) items!: number;
  @Column({ type: 'text' }) account!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}

/** A person's decision whether an item of one list is the renamed item of another. */
@Entity({ name: 'catalogue_rename' })
@Check('catalogue_rename_verdict_check', `verdict IN ('confirmed', 'refused')`)
@Index('catalogue_rename_newer', ['newerItemId'])
@Index('catalogue_rename_confirmed_older', ['olderItemId', 'newerVersionId'], {
  unique: true,
  where: `verdict = 'confirmed'`,
})
@Index('catalogue_rename_confirmed_newer', ['newerItemId', 'olderVersionId'], {
  unique: true,
  where: `verdict = 'confirmed'`,
})
@ForeignKey(() => CatalogueItem, ['olderItemId'], ['id'], {
  name: 'catalogue_rename_older_item_id_fkey',
  onDelete: 'CASCADE',
})
@ForeignKey(() => CatalogueItem, ['newerItemId'], ['id'], {
  name: 'catalogue_rename_newer_item_id_fkey',
  onDelete: 'CASCADE',
})
export class CatalogueRename {
  @PrimaryColumn({ type: 'uuid' }) olderItemId!: string;
  @PrimaryColumn({ type: 'uuid' }) newerItemId!: string;
  @Column({ type: 'uuid' }) olderVersionId!: string;
  @Column({ type: 'uuid' }) newerVersionId!: string;
  @Column({ type: 'text' }) verdict!: 'confirmed' | 'refused';
  /** Similarity of the names when it was decided, 0 to 1. */
  @Column({ type: 'real' }) score!: number;
  @Column({ type: 'text' }) account!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}
