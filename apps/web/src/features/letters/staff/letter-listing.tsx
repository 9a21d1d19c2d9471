import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Button } from '../../../ui/button.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import {
  listingKey,
  listingQuery,
  relistLetter,
  unlistLetter,
  type LetterListing as Listing,
  type UnlistReason,
} from '../listing-api.js';
import { PublicTitleForm } from './public-title-form.js';
import styles from './letter-listing.module.css';

const REASONS: readonly UnlistReason[] = ['PRIVACY', 'SECRET', 'BUSINESS', 'MINOR', 'PETITION'];

/** What the public reads of a letter in lists: its title by staff, and whether it is listed. */
export function LetterListing({ processId }: { readonly processId: string }) {
  const { data: listing } = useQuery(listingQuery(processId));
  if (!listing) return null;
  const { titles, whyTitle, mayTitle } = listing;
  return (
    <section className={`${styles.listing} no-print`} aria-labelledby="listing">
      <h2 id="listing">{t('letters.listing')}</h2>
      <p>{whyTitle === null ? t('letters.isListed') : t('letters.isUnlisted', { why: whyTitle })}</p>
      {mayTitle ? (
        <PublicTitleForm listing={listing} />
      ) : (
        <p>{titles[0] ? t('letters.titleIs', { title: titles[0].title }) : t('letters.noPublicTitle')}</p>
      )}
      <ListingActs listing={listing} />
      <ListingHistory listing={listing} />
    </section>
  );
}

function ListingActs({ listing }: { readonly listing: Listing }) {
  const queries = useQueryClient();
  const { processId, mayUnlist, mayRelist } = listing;
  const [isUnlisting, setUnlisting] = useState(false);
  const [reason, setReason] = useState<UnlistReason>('PRIVACY');
  const onSuccess = (changed: Listing): void => {
    queries.setQueryData(listingKey(processId), changed);
    setUnlisting(false);
  };
  const unlisting = useMutation({ mutationFn: () => unlistLetter(processId, reason), onSuccess });
  const relisting = useMutation({ mutationFn: () => relistLetter(processId), onSuccess });
  return (
    <>
      {mayUnlist && (
        <Button size="small" onPress={() => setUnlisting(true)}>
          {t('letters.unlist')}
        </Button>
      )}
      {mayRelist && (
        <Button size="small" isDisabled={relisting.isPending} onPress={() => relisting.mutate()}>
          {t('letters.relist')}
        </Button>
      )}
      {isUnlisting && (
        <ActDialog
          title={t('letters.unlist')}
          act={t('letters.unlist')}
          isSending={unlisting.isPending}
          error={unlisting.error}
          onSubmit={() => unlisting.mutate()}
          onClose={() => setUnlisting(false)}
        >
          <p>{t('letters.unlistHint')}</p>
          <RadioGroup
            label={t('letters.unlistReason')}
            options={REASONS.map((id) => ({ id, name: t(`letters.unlist_${id}`) }))}
            value={reason}
            onChange={(id) => setReason(id as UnlistReason)}
          />
        </ActDialog>
      )}
    </>
  );
}

/** Earlier titles, and who changed whether it is listed. */
function ListingHistory({ listing: { titles, changes } }: { readonly listing: Listing }) {
  const [now] = useState(() => new Date());
  const written = titles.map(({ title, by, at }) => ({ at, by, text: t('letters.titleIs', { title }) }));
  const changed = changes.map(({ reasonTitle, by, at }) => ({
    ...{ at, by },
    text: reasonTitle === null ? t('letters.relisted') : t('letters.unlisted', { why: reasonTitle }),
  }));
  const acts = [...written, ...changed].sort((a, b) => b.at.localeCompare(a.at));
  if (acts.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>{t('letters.listingHistory', { n: acts.length })}</summary>
      <ul>
        {acts.map(({ at, by, text }) => (
          <li key={at}>
            {listInstant(at, now)} {by}：{text}
          </li>
        ))}
      </ul>
    </details>
  );
}
