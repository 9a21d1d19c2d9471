import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import type { ItemTable } from '../../documents/item-table.js';
import type { OfficialDocument } from '../../documents/model.js';
import { findUnprintable, render, type DocumentFormat } from '../../documents/render.js';
import type { Unprintable } from '../../documents/unprintable.js';

/** A document of a process, before it is rendered. */
export interface MadeDocument {
  readonly process: string;
  readonly kind: string;
  /** Code of the unit that it is about. @default '' the process as a whole */
  readonly unit?: string;
  /** `text` becomes DOCX and PDF, `table` XLSX; the document has the title of the first of them. */
  readonly content:
    { readonly text: OfficialDocument; readonly table?: ItemTable } | { readonly table: ItemTable };
  /** @default now */
  readonly madeAt?: Date;
  /** What is kept stays, whatever is made later: for documents that are public from then on. @default false */
  readonly once?: boolean;
}

/**
 * Renders a document and keeps it, all formats or none. Made again with other contents it is the next version; with the
 * same ones nothing is rendered or kept, so a step may be repeated.
 *
 * @param alongside done in the same transaction, whether or not the document is a new one
 * @throws {RenderError}
 */
export async function keepDocument(
  dataSource: DataSource,
  made: MadeDocument,
  alongside: (tx: EntityManager) => Promise<void> = async () => undefined,
): Promise<void> {
  const digest = createHash('sha256').update(JSON.stringify(made.content)).digest();
  const isNew = !(await isKept(dataSource.manager, made, digest));
  const files = isNew ? await filesOf(made.content) : [];
  const unprintable = isNew ? await findUnprintable(made.content) : [];
  await transaction(dataSource, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`document:${made.process}`]);
    if (files.length > 0 && !(await isKept(tx, made, digest)))
      await insert(tx, made, { digest, files, unprintable });
    await alongside(tx);
  });
}

type File = readonly [DocumentFormat, Buffer];

function filesOf(content: MadeDocument['content']): Promise<File[]> {
  const made: Promise<File>[] = [];
  if ('text' in content)
    for (const format of ['docx', 'pdf'] as const)
      made.push(render(format, content.text).then((bytes) => [format, bytes]));
  if (content.table) made.push(render('xlsx', [content.table]).then((bytes) => ['xlsx', bytes]));
  return Promise.all(made);
}

/** The newest version is this very document, or one that may not be followed by another. */
async function isKept(
  db: EntityManager,
  { process, kind, unit = '', once = false }: MadeDocument,
  digest: Buffer,
): Promise<boolean> {
  const [newest]: { same: boolean }[] = await db.query(
    `SELECT digest IS NOT DISTINCT FROM $4 AS same FROM document
     WHERE process_id = $1 AND kind = $2 AND unit_code = $3 ORDER BY version DESC LIMIT 1`,
    [process, kind, unit, digest],
  );
  return newest !== undefined && (once || newest.same);
}

async function insert(
  tx: EntityManager,
  { process, kind, unit = '', content, madeAt = new Date() }: MadeDocument,
  rendered: {
    readonly digest: Buffer;
    readonly files: readonly File[];
    readonly unprintable: readonly Unprintable[];
  },
): Promise<void> {
  const { digest, files, unprintable } = rendered;
  const { title } = 'text' in content ? content.text : content.table;
  const [formats, bytes] = [files.map(([format]) => format), files.map(([, content]) => content)];
  await tx.query(INSERT, [
    ...[process, kind, unit, title, digest, madeAt, formats, bytes],
    JSON.stringify(unprintable),
  ]);
}

const INSERT = `
  INSERT INTO document (id, process_id, kind, unit_code, version, format, title, digest, bytes, made_at, unprintable)
  SELECT gen_random_uuid(), $1, $2, $3, newest.version + 1, file.format, $4, $5, file.bytes, $6, $9::jsonb
  FROM unnest($7::text[], $8::bytea[]) AS file (format, bytes), (
    SELECT coalesce(max(version), 0) AS version FROM document
    WHERE process_id = $1 AND kind = $2 AND unit_code = $3
  ) AS newest`;
