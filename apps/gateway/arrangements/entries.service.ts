import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ArrangementsRepository } from '../../../domain/arrangements/arrangements.repository.js';
import {
  EntriesRepository,
  type Entry,
  type EntryContent,
} from '../../../domain/arrangements/entries.repository.js';
import { detail, issue, type Text } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { invalid } from '../platform/problems/validation.js';
import { ArrangementsService } from './arrangements.service.js';
import type {
  ArrangementView,
  ChangeBody,
  EntryDecisionBody,
  EntryBody,
  EntryView,
} from './arrangements.dto.js';

/** Maximum number of topics of a unit in a year. */
const MAX_TOPICS = 20;

/** Topics of a year: proposed by units, arranged by the info office, changed after publication. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly entries: EntriesRepository,
    private readonly arrangements: ArrangementsService,
    private readonly commands: MeteredCommands,
  ) {}

  /** In the order of the table; a unit reads its own, and after publication all. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<EntryView[]> {
    const arrangement = await this.arrangements.get(actor, id);
    const units = arrangement.units.map(({ unit }) => unit);
    return (await this.entries.list(id, units, actor.ownUnits)).map(toView);
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE */
  async add(actor: Actor, id: string, body: EntryBody): Promise<EntryView> {
    const arrangement = await this.arrangements.get(actor, id);
    assertMonth(arrangement, body.month);
    assertDay(arrangement.year, body.month, body.day);
    const own = { id: randomUUID(), arrangementId: id, unit: actor.unit };
    const added = await this.entries.add({ ...own, ...contentOf(body) }, MAX_TOPICS);
    if (added) return toView(added);
    throw refused(detail('arrangements.unitNotAskedOrFull', { max: MAX_TOPICS }));
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE */
  async replace(actor: Actor, id: string, entry: string, body: EntryBody): Promise<EntryView> {
    const arrangement = await this.arrangements.get(actor, id);
    assertMonth(arrangement, body.month);
    assertDay(arrangement.year, body.month, body.day);
    await this.find(id, entry, actor.ownUnits);
    const own = { id: entry, arrangementId: id, units: actor.ownUnits };
    const replaced = await this.entries.replace({ ...own, ...contentOf(body) });
    if (replaced) return toView(replaced);
    throw refused(detail('arrangements.unitNotAsked'));
  }

  /** @throws {DubanError} NOT_FOUND, ARRANGEMENT_STATE */
  async remove(actor: Actor, id: string, entry: string): Promise<void> {
    await this.arrangements.get(actor, id);
    await this.find(id, entry, actor.ownUnits);
    const removed = await this.entries.remove({ id: entry, arrangementId: id, units: actor.ownUnits });
    if (!removed) throw refused(detail('arrangements.unitNotAsked'));
  }

  /**
   * Includes a topic in the table, or declines it.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE
   */
  async decide(actor: Actor, id: string, entry: string, body: EntryDecisionBody): Promise<EntryView> {
    const { accept, month, day, reason } = body;
    const arrangement = await this.arrangements.get(actor, id);
    if (month !== undefined) assertMonth(arrangement, month);
    if (!accept && !reason) throw invalid(issue('reason', 'fields.required'));
    const found = await this.find(id, entry);
    assertDay(arrangement.year, month ?? found.month, day);
    const decided = await this.entries.decide(
      { id: entry, arrangementId: id },
      accept
        ? { state: 'arranged', month: month ?? null, day: day ?? null, reason: null }
        : { state: 'declined', month: month ?? null, day: day ?? null, reason: reason! },
    );
    if (decided) return toView(decided);
    throw refused(detail('arrangements.notArranging'));
  }

  /**
   * Changes the published table; the change and its reason are public.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, ARRANGEMENT_STATE, and what the process refuses
   */
  async change(
    actor: Actor,
    id: string,
    entry: string,
    body: ChangeBody,
    idempotency?: Idempotency,
  ): Promise<EntryView> {
    if (await this.commands.repeated(actor.id, idempotency)) return toView(await this.find(id, entry));
    const arrangement = await this.arrangements.get(actor, id);
    const { kind, reason } = body;
    const to = changedTo(arrangement, body, await this.find(id, entry));
    await this.commands.send({
      process: { id },
      command: { kind: 'message', name: 'change', decision: { entry, kind }, by: byActor(actor) },
      content: { reason },
      idempotency,
      within: (tx) => apply(tx, { ...{ id, entry, kind, to, reason }, account: actor.id }),
    });
    return toView(await this.find(id, entry));
  }

  private async find(id: string, entry: string, units?: readonly string[]): Promise<Entry> {
    const found = await this.entries.find(id, entry, units);
    if (!found) throw new DubanError('NOT_FOUND', detail('arrangements.noTopic'));
    return found;
  }
}

/** In the transaction that accepts the command, so that a refused command changes nothing. */
async function apply(
  tx: EntityManager,
  change: {
    readonly id: string;
    readonly entry: string;
    readonly kind: ChangeBody['kind'];
    readonly to: string;
    readonly reason: string;
    readonly account: string;
  },
): Promise<void> {
  const { id, entry, kind, to, reason, account } = change;
  const entries = new EntriesRepository(tx);
  const row = await entries.findLocked(id, entry);
  if (!(await entries.acceptsChanges(id))) throw refused(detail('arrangements.noChangesNow'));
  if (row?.state !== 'published') throw refused(detail('arrangements.notPublished'));
  const before = kind === 'CANCEL' ? '' : String(row[FIELDS[kind]] ?? '');
  if (kind !== 'CANCEL' && before === to) throw invalid(issue('to', 'arrangements.unchanged'));
  const changed = {
    // The day of another month is set anew.
    MONTH: () => ({ month: Number(to), day: null }),
    DAY: () => ({ day: Number(to) }),
    TOPIC: () => ({ topic: to }),
    GUESTS: () => ({ guests: to }),
    CONTACT: () => ({ contact: to }),
    CANCEL: () => ({ state: 'cancelled' as const, reason }),
  };
  await entries.change(entry, changed[kind]());
  await new ArrangementsRepository(tx).addChange({
    ...{ id: randomUUID(), arrangementId: id, entryId: entry },
    ...{ kind, before, after: to, reason, account, at: businessDate() },
  });
}

/** The field that each kind of change replaces. */
const FIELDS = { MONTH: 'month', DAY: 'day', TOPIC: 'topic', GUESTS: 'guests', CONTACT: 'contact' } as const;

const contentOf = ({ kind, topic, guests, month, day, contact }: EntryBody): EntryContent => ({
  kind,
  topic,
  guests: guests ?? null,
  month,
  day: day ?? null,
  contact: contact ?? null,
});

const toView = ({ processId, arrangementId: _arrangement, ...entry }: Entry): EntryView => ({
  ...entry,
  process: processId,
});

const refused = (why: Text): DubanError => new DubanError('ARRANGEMENT_STATE', why);

function assertMonth({ firstMonth, lastMonth }: ArrangementView, month: number, field = 'month'): void {
  if (month < firstMonth || month > lastMonth)
    throw invalid(issue(field, 'arrangements.monthOutside', { first: firstMonth, last: lastMonth }));
}

/** A day that the month of the year has. */
function assertDay(year: number, month: number, day: number | undefined, field = 'day'): void {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day !== undefined && (day < 1 || day > last))
    throw invalid(issue(field, 'arrangements.dayOutside', { month, last }));
}

function changedTo(arrangement: ArrangementView, { kind, to }: ChangeBody, entry: Entry): string {
  if (kind === 'CANCEL') {
    if (to !== undefined) throw invalid(issue('to', 'arrangements.notForCancel'));
    return '';
  }
  if (to === undefined) throw invalid(issue('to', 'fields.required'));
  if (kind === 'MONTH') {
    if (!/^\d{1,2}$/.test(to)) throw invalid(issue('to', 'arrangements.monthMalformed'));
    assertMonth(arrangement, Number(to), 'to');
    return String(Number(to));
  }
  if (kind === 'DAY') {
    if (!/^\d{1,2}$/.test(to)) throw invalid(issue('to', 'arrangements.dayMalformed'));
    assertDay(arrangement.year, entry.month, Number(to), 'to');
    return String(Number(to));
  }
  return to;
}
