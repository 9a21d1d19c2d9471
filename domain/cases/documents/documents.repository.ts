import type { DocumentFormat } from '../../documents/render.js';
import type { Unprintable } from '../../documents/unprintable.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, sql, type Condition } from '../../../infra/database/sql.js';

/** A document in one of its formats, without its bytes. */
export interface DocumentRow {
  readonly id: string;
  readonly kind: string;
  /** Code of the unit that it is about; null: the process as a whole. */
  readonly unit: string | null;
  readonly version: number;
  readonly format: DocumentFormat;
  readonly title: string;
  /** Characters that the PDF shows as 〓, because no free font has them. */
  readonly unprintable: readonly Unprintable[];
  /** Bytes. */
  readonly size: number;
  readonly at: Date;
}

/** A document of a process, of one kind and about one unit. */
export interface DocumentKey {
  readonly process: string;
  readonly kind: string;
  /** Code of the unit; '' the process as a whole. */
  readonly unit: string;
}

/** A new version of a document, in all of its formats. */
export interface NewVersion extends DocumentKey {
  readonly title: string;
  /** SHA-256 of the content that it was rendered from. */
  readonly digest: Buffer;
  readonly files: readonly (readonly [DocumentFormat, Buffer])[];
  readonly unprintable: readonly Unprintable[];
  readonly madeAt: Date;
}

/** Documents that steps have rendered, of every business. Conditions are over the row `d`. */
export class DocumentsRepository {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  list(process: string, readable: Condition): Promise<DocumentRow[]> {
    return queryRows(
      this.db,
      sql`SELECT d.id, d.kind, nullif(d.unit_code, '') AS unit, d.version, d.format, d.title, length(d.bytes) AS size,
          d.unprintable, d.made_at AS at
        FROM document d WHERE d.process_id = ${process} AND ${and(readable)}
        ORDER BY d.made_at DESC, d.kind, d.format, d.unit_code`,
    );
  }

  /** The bytes of a document of the process. */
  file(
    process: string,
    id: string,
    readable: Condition,
  ): Promise<{ title: string; format: DocumentFormat; bytes: Buffer } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT d.title, d.format, d.bytes FROM document d
        WHERE d.process_id = ${process} AND d.id = ${id} AND ${and(readable)}`,
    );
  }

  /** Waits for others that store documents of a process. In a transaction, until its end. */
  async lock(process: string): Promise<void> {
    await execute(this.db, sql`SELECT pg_advisory_xact_lock(hashtext(${`document:${process}`}))`);
  }

  /** The newest version, and whether it was rendered from content with the given digest. */
  newest({ process, kind, unit }: DocumentKey, digest: Buffer): Promise<{ same: boolean } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT digest IS NOT DISTINCT FROM ${digest} AS same FROM document
        WHERE process_id = ${process} AND kind = ${kind} AND unit_code = ${unit} ORDER BY version DESC LIMIT 1`,
    );
  }

  async addVersion(version: NewVersion): Promise<void> {
    const { process, kind, unit, title, digest, files, unprintable, madeAt } = version;
    const [formats, bytes] = [files.map(([format]) => format), files.map(([, content]) => content)];
    await execute(
      this.db,
      sql`INSERT INTO document (id, process_id, kind, unit_code, version, format, title, digest, bytes, made_at, unprintable)
        SELECT gen_random_uuid(), ${process}, ${kind}, ${unit}, newest.version + 1, file.format, ${title}, ${digest},
          file.bytes, ${madeAt}, ${JSON.stringify(unprintable)}::jsonb
        FROM unnest(${formats}::text[], ${bytes}::bytea[]) AS file (format, bytes), (
          SELECT coalesce(max(version), 0) AS version FROM document
          WHERE process_id = ${process} AND kind = ${kind} AND unit_code = ${unit}
        ) AS newest`,
    );
  }
}
