import type { DataSource } from 'typeorm';
import { adoptionNotice, adoptionTable } from './documents/adoption.js';
import type { ConsultationFacts } from './documents/facts.js';
import { consultationNotice } from './documents/notice.js';
import { keepDocument } from '../cases/documents/document-store.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import { fullName } from '../cases/units/formal-name.js';
import { readClauses, readConsultation, readHearings, type ConsultationRow } from './consultation-row.js';
import { feedbackRows } from './feedback.js';

/** 征求意见公告, as it was published. */
export async function makeNotice(dataSource: DataSource, id: string): Promise<void> {
  const row = await readConsultation(dataSource, id);
  const hearing = (await readHearings(dataSource, id)).find(({ state }) => state === 'planned') ?? null;
  const text = consultationNotice(await factsOf(dataSource, row), {
    explanation: row.explanation!,
    howToAnswer: row.howToAnswer!,
    contacts: contactsOf(row),
    shortReason: row.shortReason,
    clauses: await readClauses(dataSource, id),
    hearing,
  });
  await keepDocument(dataSource, { process: id, kind: 'notice', content: { text }, once: true });
}

/** 采纳情况公告 and its table. */
export async function makeAdoption(dataSource: DataSource, id: string): Promise<void> {
  const row = await readConsultation(dataSource, id);
  const facts = await factsOf(dataSource, row);
  const rows = await feedbackRows(dataSource, id);
  const [{ setAside }]: [{ setAside: number }] = await dataSource.query(
    `SELECT count(*)::int AS "setAside" FROM opinion WHERE consultation_id = $1 AND state = 'setAside'`,
    [id],
  );
  const counts = { setAside, publishedOn: dayOfInstant(row.adoptionPublishedAt!) };
  const text = adoptionNotice(facts, rows, counts);
  const table = adoptionTable(facts, rows, counts);
  await keepDocument(dataSource, { process: id, kind: 'adoption', content: { text, table }, once: true });
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
  const [unit]: { name: string }[] = await dataSource.query(
    `SELECT ${fullName('u')} AS name FROM unit u WHERE u.code = $1`,
    [row.unit],
  );
  return {
    title: row.title,
    unit: unit!.name,
    publishedOn: dayOfInstant(row.publishedAt!),
    closesOn: row.closesOn!,
  };
}

const dayOfInstant = (at: Date): string => formatDay(dayOf(at.getTime()));
