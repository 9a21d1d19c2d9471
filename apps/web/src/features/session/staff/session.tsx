import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { onSessionEnded } from '../../../api/client.js';
import { late } from '../../../lib/late.js';
import { MeContext, type Me } from '../../../lib/me.js';
import { ErrorState } from '../../../ui/error-state.js';
import { changeAccount, meQuery } from '../api.js';
import { SignInPage } from './sign-in-page.js';

const ExpiredPassword = late(async () => (await import('./expired-password.js')).ExpiredPassword);
const MissingFactor = late(async () => (await import('./missing-factor.js')).MissingFactor);
const SignInDialog = late(async () => (await import('./sign-in-dialog.js')).SignInDialog);

/** Shows the pages to who is signed in. When a session ends, a dialog asks for it again over the page, which stays as it is. */
export function Session({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const { data: me, isPending, error, refetch } = useQuery(meQuery);
  const [ended, setEnded] = useState(false);
  /** The recovery codes stay on the screen until they are noted. */
  const [isNoting, setNoting] = useState(false);
  useEffect(() => onSessionEnded(() => setEnded(true)), []);

  const signedIn = (next: Me): void => {
    setEnded(false);
    // Another account must not see what the first one has read.
    if (me && me.id !== next.id) return changeAccount(queries, next);
    queries.setQueryData(meQuery.queryKey, next);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };
  const noted = (): void => {
    void refetch().then(() => setNoting(false));
  };
  if (isPending) return null;
  if (me === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!me) return <SignInPage onSignedIn={signedIn} />;
  const isExpired = me.passwordExpiresAt !== null && Date.parse(me.passwordExpiresAt) <= Date.now();
  return (
    <MeContext value={me}>
      {isExpired ? (
        <ExpiredPassword onChanged={() => void refetch()} />
      ) : me.secondFactorMissing || isNoting ? (
        <MissingFactor onConfirmed={() => setNoting(true)} onDone={noted} />
      ) : (
        children
      )}
      {ended && <SignInDialog username={me.username} onSignedIn={signedIn} />}
    </MeContext>
  );
}
