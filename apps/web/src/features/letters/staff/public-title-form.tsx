import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import { listingKey, writePublicTitle, type LetterListing } from '../listing-api.js';
import styles from './letter-listing.module.css';

const LONGEST = 25;

/** The title that the public reads: the writer's own, where it names nobody, is proposed and must be saved by a person. */
export function PublicTitleForm({ listing }: { readonly listing: LetterListing }) {
  const queries = useQueryClient();
  const current = listing.titles[0]?.title;
  const [title, setTitle] = useState(current ?? listing.proposal ?? '');
  const saving = useMutation({
    mutationFn: () => writePublicTitle(listing.processId, title),
    onSuccess: (changed) => queries.setQueryData(listingKey(listing.processId), changed),
  });
  const { error } = saving;
  const refused = error instanceof ProblemError ? error.fields.get('title') : undefined;
  return (
    <Form
      className={styles.form!}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate();
      }}
    >
      <TextField
        label={t('letters.publicTitle')}
        note={t('letters.publicTitleNote')}
        value={title}
        onChange={setTitle}
        maxLength={LONGEST}
        error={refused ?? (error ? explain(error) : undefined)}
      />
      <Button type="submit" size="small" isDisabled={title === current}>
        {t(current === undefined ? 'letters.confirmTitle' : 'letters.changeTitle')}
      </Button>
    </Form>
  );
}
