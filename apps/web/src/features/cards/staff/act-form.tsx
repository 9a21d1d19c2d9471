import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import styles from './act-form.module.css';

interface Props {
  readonly title: string;
  readonly note?: string | null | undefined;
  readonly label: string;
  readonly hint?: string;
  /** The field of the request, whose fault lands on the text. */
  readonly field: string;
  readonly submit: string;
  readonly done: string;
  readonly max: number;
  /** @param key the same until the act is accepted or refused */
  readonly act: (text: string, key: string) => Promise<void>;
  /** False: something above the text is missing still. */
  readonly isReady?: boolean;
  /** Fields above the text; they may say what is missing once somebody has tried to submit. */
  readonly children?: ReactNode | ((isTried: boolean) => ReactNode);
}

/** An act on a card that needs a reason in words. */
export function ActForm({
  title,
  note,
  label,
  hint,
  field,
  submit,
  done,
  max,
  act,
  isReady = true,
  children,
}: Props) {
  const queries = useQueryClient();
  const id = useId();
  const [text, setText] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const doing = useMutation({
    mutationFn: () => act(text, key),
    onSuccess: () => {
      toasts.add(done);
      void queries.invalidateQueries();
    },
    onError: (error) => error instanceof ProblemError && setKey(crypto.randomUUID()),
  });
  const [isTried, setTried] = useState(false);
  const isMissing = text.trim() === '';
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    setTried(true);
    if (!doing.isPending && !isMissing && isReady) doing.mutate();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) send();
  };
  const refused = doing.error instanceof ProblemError ? doing.error.fields.get(field) : undefined;
  const fault = isTried && isMissing ? t('cards.fillIn', { label }) : refused;
  return (
    <form className={styles.form} onSubmit={send} onKeyDown={onKeyDown} noValidate aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note && <p className={styles.note}>{note}</p>}
      {typeof children === 'function' ? children(isTried) : children}
      <TextArea label={label} hint={hint} value={text} onChange={setText} rows={5} max={max} error={fault} />
      {doing.error && refused === undefined && (
        <p role="alert" className={styles.refusal}>
          {explain(doing.error)}
        </p>
      )}
      <Button type="submit" kind="primary">
        {submit}
      </Button>
    </form>
  );
}
