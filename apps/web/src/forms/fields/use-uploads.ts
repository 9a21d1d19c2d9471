import { useEffect, useRef, useState } from 'react';
import { explain } from '../../api/explain.js';
import type { StoredFile } from '../../ui/stored-file.js';
import type { ListedFile } from '../../ui/file-list.js';
import { useFormSources } from '../model/sources.js';

interface Waiting {
  readonly key: string;
  readonly file: File;
  /** Why it could not be uploaded. */
  readonly error?: string;
}

/** The files of a field: those at the server, and those on their way. One that fails stays, and can be sent again. */
export function useUploads(
  ids: readonly string[],
  onChange: (ids: readonly string[]) => void,
): {
  readonly files: readonly ListedFile[];
  readonly add: (files: readonly File[]) => void;
  readonly remove: (id: string) => void;
  readonly retry: (id: string) => void;
} {
  const { upload, describe, addressOf } = useFormSources();
  const [known, setKnown] = useState<ReadonlyMap<string, StoredFile>>(new Map());
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  // Uploads end later: they add to what is there then.
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  }, [ids]);
  const know = (file: StoredFile): void => setKnown((files) => new Map(files).set(file.id, file));

  const unknown = ids.filter((id) => !known.has(id)).join();
  useEffect(() => {
    for (const id of unknown.split(',').filter(Boolean)) describe(id).then(know, () => undefined);
  }, [unknown, describe]);

  const send = async (item: Waiting): Promise<void> => {
    const { key, file } = item;
    setWaiting((all) => [...all.filter((one) => one.key !== key), { key, file }]);
    try {
      const stored = await upload(file);
      know(stored);
      latest.current = [...latest.current, stored.id];
      setWaiting((all) => all.filter((one) => one.key !== key));
      onChange(latest.current);
    } catch (error) {
      setWaiting((all) => all.map((one) => (one.key === key ? { ...one, error: explain(error) } : one)));
    }
  };
  return {
    files: [
      ...ids.map((id): ListedFile => {
        const { name = id, size = 0, mediaType } = known.get(id) ?? {};
        return { id, name, bytes: size, href: addressOf(id), mediaType };
      }),
      ...waiting.map(({ key, file, error }): ListedFile => ({
        id: key,
        name: file.name,
        bytes: file.size,
        state: error === undefined ? 'uploading' : 'failed',
        error,
      })),
    ],
    add: (files) => {
      for (const file of files) void send({ key: `${file.name}-${file.size}-${Math.random()}`, file });
    },
    remove: (id) => {
      setWaiting((all) => all.filter(({ key }) => key !== id));
      if (ids.includes(id)) onChange(ids.filter((other) => other !== id));
    },
    retry: (id) => {
      const item = waiting.find(({ key }) => key === id);
      if (item) void send(item);
    },
  };
}
