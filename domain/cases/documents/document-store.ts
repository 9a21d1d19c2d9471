import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Database } from '../../../infra/database/query.js';
import { transaction } from '../../../infra/database/transaction.js';
import type { ItemTable } from '../../documents/item-table.js';
import type { OfficialDocument } from '../../documents/model.js';
import { findUnprintable, render, type DocumentFormat } from '../../documents/render.js';
import { DocumentsRepository } from './documents.repository.js';

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
  /** Never superseded: set for published documents. @default false */
  readonly once?: boolean;
}

/**
 * Renders a document and stores all of its formats or none. Other content makes the next version; the same content is
 * neither rendered nor stored again, so a step may be repeated.
 *
 * @param alongside runs in the same transaction, whether or not a version is added
 * @throws {RenderError}
 */
export async function keepDocument(
  dataSource: DataSource,
  made: MadeDocument,
  alongside: (tx: EntityManager) => Promise<void> = async () => undefined,
): Promise<void> {
  const { content, process, kind, unit = '' } = made;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest();
  const isNew = !(await isStored(dataSource, made, digest));
  const files = isNew ? await filesOf(content) : [];
  const unprintable = isNew ? await findUnprintable(content) : [];
  const { title } = 'text' in content ? content.text : content.table;
  await transaction(dataSource, async (tx) => {
    const documents = new DocumentsRepository(tx);
    await documents.lock(process);
    if (files.length > 0 && !(await isStored(tx, made, digest))) {
      const version = { title, digest, files, unprintable, madeAt: made.madeAt ?? new Date() };
      await documents.addVersion({ process, kind, unit, ...version });
    }
    await alongside(tx);
  });
}

function filesOf(content: MadeDocument['content']): Promise<(readonly [DocumentFormat, Buffer])[]> {
  const made: Promise<readonly [DocumentFormat, Buffer]>[] = [];
  if ('text' in content)
    for (const format of ['docx', 'pdf'] as const)
      made.push(render(format, content.text).then((bytes) => [format, bytes]));
  if (content.table) made.push(render('xlsx', [content.table]).then((bytes) => ['xlsx', bytes]));
  return Promise.all(made);
}

/** Whether the newest version has this content, or must not be superseded. */
async function isStored(
  db: Database,
  { process, kind, unit = '', once = false }: MadeDocument,
  digest: Buffer,
): Promise<boolean> {
  const newest = await new DocumentsRepository(db).newest({ process, kind, unit }, digest);
  return newest !== undefined && (once || newest.same);
}
