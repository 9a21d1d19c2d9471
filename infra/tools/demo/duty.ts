import type { StaffApi } from '../staff-api/staff-api.js';

const KEEPER = 'admin.system';

interface UnitDuty {
  readonly unitName: string;
  readonly entries: readonly { readonly business: string; readonly kind: string }[];
  readonly colleagues: readonly { readonly username: string }[];
}

/** The officer (专人) whom an order about a letter reaches. */
export interface NamedOfficer {
  readonly unitName: string;
  readonly account: string;
}

/** Names the clerk of each unit as its officer for the mailbox, where it has none: an order has to reach somebody. */
export async function nameOfficers(api: StaffApi, units: readonly string[]): Promise<NamedOfficer[]> {
  const named: NamedOfficer[] = [];
  for (const [index, unit] of units.entries()) {
    const path = `/duty/units/${unit}`;
    const { unitName, entries, colleagues } = await api.get<UnitDuty>(path, KEEPER);
    const clerk = colleagues.find(({ username }) => username.endsWith('.clerk'));
    if (!clerk) continue;
    named.push({ unitName, account: clerk.username });
    if (entries.some(({ business, kind }) => business === 'mailbox' && kind === 'officer')) continue;
    const phone = `0855-8${String(220_001 + index)}`;
    const entry = { business: 'mailbox', kind: 'officer', account: clerk.username, phone };
    await api.post(`${path}/entries`, entry, { as: KEEPER });
  }
  return named;
}
