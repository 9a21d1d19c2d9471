const DAY_MS = 86_400_000;

/**
 * Epoch ms at which a password expires; null: it does not. The shared passwords of a demonstration never do.
 *
 * @param account.passwordSetAt epoch ms
 */
export const passwordEnd = (
  account: { readonly passwordSetAt: number; readonly demo: boolean },
  maxAgeDays: number | null,
): number | null =>
  account.demo || maxAgeDays === null ? null : account.passwordSetAt + maxAgeDays * DAY_MS;
