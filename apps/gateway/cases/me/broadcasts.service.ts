import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Broadcast } from '../../../../domain/cases/broadcasts/broadcast.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { Businesses } from '../registration/businesses.js';

/** What is on air now, for those who take part in it. */
@Injectable()
export class BroadcastsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly businesses: Businesses,
  ) {}

  /** @param accounts ids; those without a broadcast have no entry */
  async ofMembers(accounts: readonly string[]): Promise<Map<string, Broadcast[]>> {
    const found = await Promise.all(
      this.businesses.all.map(({ broadcasts }) => broadcasts?.(this.dataSource, accounts) ?? []),
    );
    const ofAccounts = new Map<string, Broadcast[]>();
    for (const one of found.flat())
      ofAccounts.set(one.account, [...(ofAccounts.get(one.account) ?? []), one]);
    return ofAccounts;
  }
}
