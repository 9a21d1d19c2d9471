import type { DataSource } from 'typeorm';
import { keepDocument } from '../cases/documents/document-store.js';
import { dayOf, formatDay } from '../time/civil-time.js';
import { ConsultationsRepository, type ConsultationRow } from './consultations.repository.js';
import { adoptionNotice, adoptionTable } from './documents/adoption.js';
import type { ConsultationFacts } from './documents/facts.js';
import { consultationNotice } from './documents/notice.js';
import { HearingsRepository } from './hearings.repository.js';
import { OpinionsRepository } from './opinions.repository.js';

/** Stores the 征求意见公告 of a consultation as published. Idempotent. */
export async function createNotice(dataSource: DataSource, id: string): Promise<void> {
  const consultations = new ConsultationsRepository(dataSource);
  const row = await consultations.get(id);
  const hearing = await new HearingsRepository(dataSource).planned(id);
  const text = consultationNotice(await factsOf(consultations, row), {
    explanation: row.explanation!,
    howToAnswer: row.howToAnswer!,
    contacts: contactsOf(row),
    shortReason: row.shortReason,
    clauses: await consultations.clauses(id),
    hearing: hearing && { ...hearing, on: hearing.heldOn },
  });
  await keepDocument(dataSource, { process: id, kind: 'notice', content: { text }, once: true });
}

/** Stores the 采纳情况公告 of a consultation with its table. Idempotent. */
export async function createAdoptionDocument(dataSource: DataSource, id: string): Promise<void> {
  const consultations = new ConsultationsRepository(dataSource);
  const opinions = new OpinionsRepository(dataSource);
  const row = await consultations.get(id);
  const facts = await factsOf(consultations, row);
  const rows = await opinions.feedback(id);
  const counts = {
    setAside: await opinions.countHeld(id),
    publishedOn: dayOfInstant(row.adoptionPublishedAt!),
  };
  const text = adoptionNotice(facts, rows, counts);
  const table = adoptionTable(facts, rows, counts);
  await keepDocument(dataSource, { process: id, kind: 'adoption', content: { text, table }, once: true });
}

/** The contacts that the unit has entered. */
function contactsOf({
  phone,
  address,
  postcode,
  email,
}: Pick<ConsultationRow, 'phone' | 'address' | 'postcode' | 'email'>): { title: string; value: string }[] {
  const all = { 电话: phone, 通信地址: address, 邮政编码: postcode, 电子邮箱: email };
  return Object.entries(all).flatMap(([title, value]) => (value === null ? [] : [{ title, value }]));
}

async function factsOf(
  consultations: ConsultationsRepository,
  row: ConsultationRow,
): Promise<ConsultationFacts> {
  return {
    title: row.title,
    unit: await consultations.formalUnitName(row.unitCode),
    publishedOn: dayOfInstant(row.publishedAt!),
    closesOn: row.closesOn!,
  };
}

const dayOfInstant = (at: Date): string => formatDay(dayOf(at.getTime()));
