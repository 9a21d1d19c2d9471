import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { listInstant, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import { addComment, commentsQuery } from '../api.js';
import styles from './case-notes.module.css';

const MAX = 2000;

interface Props {
  readonly processId: string;
  /** Task that a new comment is about; undefined: none has been opened yet. */
  readonly task: string | undefined;
  readonly now: Instant;
}

/** What staff have said to each other, oldest first, and one's own. */
export function CaseComments({ processId, task, now }: Props) {
  const comments = useInfiniteQuery(commentsQuery(processId));
  if (comments.error) return <ErrorState error={comments.error} onRetry={() => void comments.refetch()} />;
  if (!comments.data) return <Skeleton />;
  if (comments.data.pages[0] === null) return <p className={styles.none}>{t('cases.commentsNotRead')}</p>;
  const items = comments.data.pages.flatMap((page) => page?.items ?? []);
  return (
    <>
      {items.length === 0 && <p className={styles.none}>{t('cases.noComments')}</p>}
      <ol>
        {items.map(({ id, actor, at, body }) => (
          <li key={id} className={styles.note}>
            <p className={styles.by}>
              <b>{actor}</b> <time dateTime={at}>{listInstant(at, now)}</time>
            </p>
            <p className={styles.body}>{body}</p>
          </li>
        ))}
      </ol>
      {comments.hasNextPage && (
        <Button size="small" onPress={() => void comments.fetchNextPage()}>
          {t('cases.earlierComments')}
        </Button>
      )}
      {task && <CommentForm processId={processId} task={task} />}
    </>
  );
}

function CommentForm({ processId, task }: { readonly processId: string; readonly task: string }) {
  const queries = useQueryClient();
  const [body, setBody] = useState('');
  const add = useMutation({
    mutationFn: () => addComment(task, body),
    onSuccess: async () => {
      setBody('');
      toasts.add(t('cases.commentAdded'));
      await Promise.all([
        queries.invalidateQueries({ queryKey: commentsQuery(processId).queryKey }),
        queries.invalidateQueries({ queryKey: ['timeline', processId] }),
      ]);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (body.trim() !== '') add.mutate();
  };
  const error = add.error
    ? (add.error instanceof ProblemError && add.error.fields.get('body')) || reasonOf(add.error)
    : undefined;
  return (
    <form data-comment className={styles.form} onSubmit={submit}>
      <TextArea
        key={add.submittedAt}
        label={t('cases.comment')}
        note={t('cases.commentNote')}
        value={body}
        onChange={setBody}
        max={MAX}
        error={error}
      />
      <Button type="submit" isDisabled={body.trim() === '' || add.isPending}>
        {t('cases.addComment')}
      </Button>
    </form>
  );
}
