import { useQueryClient } from '@tanstack/react-query';
import { changeAccount, signOut } from '../api.js';

/** Ends the session and drops what this browser has read. Drafts stay: they belong to the account. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await signOut();
    changeAccount(queries, null);
  };
}
