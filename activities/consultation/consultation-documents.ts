import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { adoptionNotice, adoptionTable } from '../documents/consultation/adoption.js';
import type { ConsultationFacts } from '../documents/consultation/facts.js';
import { consultationNotice } from '../documents/consultation/notice.js';
import { renderXlsx } from '../documents/item-table.js';
import { renderDocx } from '../documents/render-docx.js';
import { renderPdf } from '../documents/render-pdf.js';
import { dayOf, formatDay } from '../time-limits/civil-time.js';
import { readClauses, readConsultation, readHearings, type ConsultationRow } from './consultation-row.js';
import { feedbackRows } from './feedback.js';

type Kind = 'notice' | 'adoption';

/** 征求意见公告, as it was published. */
export async function makeNotice(dataSource: DataSource, id: string): Promise<void> {
  if (await isMade(dataSource, id, 'notice')) return;
  const row = await readConsultation(dataSource, id);
  const hearing = (await readHearings(dataSource, id)).find(({ state }) => state === 'planned') ?? null;
  const document = consultationNotice(await factsOf(dataSource, row), {
    explanation: row.explanation!,
    howToAnswer: row.howToAnswer!,
    contacts: contactsOf(row),
    shortReason: row.shortReason,
    clauses: await readClauses(dataSource, id),
    hearing,
  });
  const [docx, pdf] = await Promise.all([renderDocx(document), renderPdf(document)]);
  await keep(dataSource, id, { kind: 'notice', title: document.title, files: { docx, pdf } });
}

/** 采纳情况公告 and its table. */
export async function makeAdoption(dataSource: DataSource, id: string): Promise<void> {
  if (await isMade(dataSource, id, 'adoption')) return;
  const row = await readConsultation(dataSource, id);
  const facts = await factsOf(dataSource, row);
  const rows = await feedbackRows(dataSource, id);
  const [{ setAside }]: [{ setAside: number }] = await dataSource.query(
    `SELECT count(*)::int AS "setAside" FROM opinion WHERE consultation_id = $1 AND state = 'setAside'`,
    [id],
  );
  const counts = { setAside, publishedOn: dayOfInstant(row.adoptionPublishedAt!) };
  const document = adoptionNotice(facts, rows, counts);
  const [docx, pdf, xlsx] = await Promise.all([
    renderDocx(document),
    renderPdf(document),
    renderXlsx([adoptionTable(facts, rows, counts)]),
  ]);
  await keep(dataSource, id, { kind: 'adoption', title: document.title, files: { docx, pdf, xlsx } });
}

/** Where to turn to, as far as the unit has said. */
export function contactsOf({
  phone,
  address,
  postcode,
  email,
}: Pick<ConsultationRow, 'phone' | 'address' | 'postcode' | 'email'>): { title: string; value: string }[] {
  const all = { 电话: phone, 通信地址: address, 邮政编码: postcode, 电子邮箱: email };
  return Object.entries(all).flatMap(([title, value]) => (value === null ? [] : [{ title, value }]));
}

async function factsOf(dataSource: DataSource, row: ConsultationRow): Promise<ConsultationFacts> {
  const [unit]: { name: string }[] = await dataSource.query('SELECT name FROM unit WHERE code = $1', [
    row.unit,
  ]);
  return {
    title: row.title,
    unit: unit!.name,
    publishedOn: dayOfInstant(row.publishedAt!),
    closesOn: row.closesOn!,
  };
}

const dayOfInstant = (at: Date): string => formatDay(dayOf(at.getTime()));

async function isMade(dataSource: DataSource, id: string, kind: Kind): Promise<boolean> {
  const rows: unknown[] = await dataSource.query(
    'SELECT 1 FROM consultation_document WHERE consultation_id = $1 AND kind = $2 LIMIT 1',
    [id, kind],
  );
  return rows.length > 0;
}

/** All formats or none; a step that runs twice keeps the first. */
async function keep(
  dataSource: DataSource,
  id: string,
  made: { readonly kind: Kind; readonly title: string; readonly files: Readonly<Record<string, Buffer>> },
): Promise<void> {
  const { kind, title, files } = made;
  await dataSource.transaction(async (tx) => {
    for (const [format, bytes] of Object.entries(files))
      await tx.query(
        `INSERT INTO consultation_document (id, consultation_id, kind, format, title, bytes, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (consultation_id, kind, format) DO NOTHING`,
        [randomUUID(), id, kind, format, title, bytes, new Date()],
      );
  });
}
