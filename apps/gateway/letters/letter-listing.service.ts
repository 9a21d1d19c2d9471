import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import {
  LetterListingRepository,
  type KnownOfLetter,
  type LetterListing,
} from '../../../domain/letters/listing/letter-listing.repository.js';
import {
  NEVER_LISTED,
  UNLIST_REASONS,
  type NotListed,
  type UnlistReason,
} from '../../../domain/letters/listing/listing-rule.js';
import { TITLE_LENGTH, titleFaults, type TitleFault } from '../../../domain/letters/listing/title-faults.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { redactInThread } from '../../../domain/redaction/redaction-threads.js';
import type { Redaction } from '../../../domain/redaction/redact.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Config } from '../../../infra/config/config.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { CONFIG, DATA_SOURCE } from '../platform/tokens.js';
import type { LetterListingView } from './letter-listing.dto.js';

/** Who writes public titles, and keeps letters off the public lists. */
export const LISTING_ROLE = 'mailbox-office';

const FAULT_TEXTS = {
  name: 'letters.titleNamesSomebody',
  number: 'letters.titleHoldsNumber',
  address: 'letters.titleHoldsAddress',
} as const satisfies Readonly<Record<TitleFault, string>>;

const TITLES: Readonly<Record<NotListed, string>> = { ...UNLIST_REASONS, ...NEVER_LISTED };
const isNever = (why: NotListed | null): boolean => why !== null && why in NEVER_LISTED;

/** What the public reads of a letter's row: its title, and whether it is listed. */
@Injectable()
export class LetterListingService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    private readonly visibility: Visibility,
    private readonly listings: LetterListingRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} NOT_FOUND, also when the account may not see the letter */
  async get(actor: Actor, id: string): Promise<LetterListingView> {
    const { processId, letterNo, why } = await this.find(actor, id);
    const [titles, changes] = await Promise.all([this.listings.titles(id), this.listings.changes(id)]);
    const isOffice = actor.roles.includes(LISTING_ROLE);
    const mayTitle = isOffice && !isNever(why);
    return {
      ...{ processId, letterNo, why },
      whyTitle: why && TITLES[why],
      titles: titles.map((version) => ({ ...version, at: version.at.toISOString() })),
      changes: changes.map(({ reason, by, at }) => ({
        ...{ reason, by, at: at.toISOString() },
        reasonTitle: reason && UNLIST_REASONS[reason],
      })),
      proposal: mayTitle && titles.length === 0 ? await this.propose(id) : null,
      mayTitle,
      mayUnlist: isOffice && why === null,
      mayRelist: isOffice && why !== null && !isNever(why),
    };
  }

  /**
   * Writes the title of a letter for the public; the act of the current route.
   *
   * @throws {DubanError} NOT_FOUND, LISTING_STATE when it can never be listed, VALIDATION_FAILED when the title identifies
   * somebody
   */
  async writeTitle(actor: Actor, id: string, title: string): Promise<LetterListingView> {
    const { why } = await this.find(actor, id);
    assertListable(why);
    const redaction = await this.redact(title, await this.listings.known(id));
    const faults = titleFaults(redaction);
    if (faults.length > 0) throw invalid(...faults.map((fault) => issue('title', FAULT_TEXTS[fault])));
    return this.change(actor, id, async (tx, letter) => {
      assertListable(letter.why);
      await new LetterListingRepository(tx).addTitle(id, { title, by: actor.id, at: businessDate() });
    });
  }

  /**
   * Keeps a letter off the public lists; the act of the current route.
   *
   * @throws {DubanError} NOT_FOUND, LISTING_STATE when it is on none
   */
  async unlist(actor: Actor, id: string, reason: UnlistReason): Promise<LetterListingView> {
    return this.change(actor, id, async (tx, { why }) => {
      if (why !== null) throw new DubanError('LISTING_STATE', detail('letters.notListed'));
      await new LetterListingRepository(tx).addChange(id, { reason, by: actor.id, at: businessDate() });
    });
  }

  /** Puts a letter back on the public lists; the act of the current route. @throws {DubanError} NOT_FOUND, LISTING_STATE */
  async relist(actor: Actor, id: string): Promise<LetterListingView> {
    return this.change(actor, id, async (tx, { why }) => {
      assertListable(why);
      if (why === null) throw new DubanError('LISTING_STATE', detail('letters.listedAlready'));
      await new LetterListingRepository(tx).addChange(id, { reason: null, by: actor.id, at: businessDate() });
    });
  }

  private async change(
    actor: Actor,
    id: string,
    act: (tx: EntityManager, letter: LetterListing) => Promise<void>,
  ): Promise<LetterListingView> {
    await transaction(this.dataSource, async (tx) => {
      const listings = new LetterListingRepository(tx);
      await listings.lock(id);
      await act(tx, await this.find(actor, id, listings));
      await this.audit.act(tx, { subject: id, processes: [id] });
    });
    return this.get(actor, id);
  }

  private async find(actor: Actor, id: string, listings = this.listings): Promise<LetterListing> {
    const letter = await listings.find(id, this.visibility.processes(actor));
    if (!letter) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
    return letter;
  }

  private async propose(id: string): Promise<string | null> {
    const known = await this.listings.known(id);
    const redaction = await this.redact(known.title, known);
    const { length } = [...known.title];
    const fits = length >= TITLE_LENGTH.min && length <= TITLE_LENGTH.max;
    return fits && titleFaults(redaction).length === 0 ? known.title : null;
  }

  private async redact(text: string, { name, telephone, address }: KnownOfLetter): Promise<Redaction> {
    const known = {
      name: name ?? undefined,
      telephone: telephone ?? undefined,
      address: address ?? undefined,
    };
    const model = this.config.DUBAN_REDACTION_MODEL;
    return (await redactInThread({ texts: [text], known, model }))[0]!;
  }
}

function assertListable(why: NotListed | null): void {
  if (isNever(why)) throw new DubanError('LISTING_STATE', detail('letters.neverListed'));
}
