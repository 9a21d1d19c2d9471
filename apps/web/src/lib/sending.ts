import { useRef, useState } from 'react';
import { explain } from '../api/explain.js';
import { ProblemError } from '../api/problem.js';
import { randomKey } from './random-key.js';

export interface Sending {
  readonly isSending: boolean;
  /** Why the last try failed, in Chinese. */
  readonly failure: string | undefined;
  /** Of the fields that the server refused. */
  readonly fields: ReadonlyMap<string, string>;
  /**
   * Sends once at a time. A try whose answer got lost is repeated with its Idempotency-Key, so that nothing is done twice.
   *
   * @param content what is sent: other content gets another key
   */
  readonly send: <Result>(
    content: unknown,
    request: (key: string) => Promise<Result>,
    onDone: (result: Result) => void,
  ) => Promise<void>;
}

/** Sends what a form holds. */
export function useSending(): Sending {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [fields, setFields] = useState<ReadonlyMap<string, string>>(new Map());
  const key = useRef<{ readonly of: string; readonly key: string }>(undefined);
  return {
    isSending,
    failure,
    fields,
    send: async (content, request, onDone) => {
      if (isSending) return;
      const written = JSON.stringify(content);
      if (key.current?.of !== written) key.current = { of: written, key: randomKey() };
      setSending(true);
      setFailure(undefined);
      setFields(new Map());
      try {
        const result = await request(key.current.key);
        key.current = undefined;
        onDone(result);
      } catch (error) {
        setFailure(explain(error));
        if (error instanceof ProblemError) setFields(error.fields);
      } finally {
        setSending(false);
      }
    },
  };
}
