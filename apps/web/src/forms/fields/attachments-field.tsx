import { useRef, useState } from 'react';
import { t } from '../../messages/t.js';
import { useFormSources } from '../model/sources.js';
import { FieldFrame } from './field-frame.js';
import { controlIds, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

/** Files, uploaded as soon as they are chosen, so that a refused form loses none. */
export function AttachmentsField(props: FieldProps) {
  const { upload } = useFormSources();
  const { path } = props.field;
  const ids = Array.isArray(props.value) ? props.value.map(String) : [];
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    let now = ids;
    for (const file of files) {
      try {
        const { id, name } = await upload(file);
        now = [...now, id];
        setNames((known) => new Map(known).set(id, name));
        props.onChange(path, now);
      } catch (error) {
        setRefusal(`${file.name}：${(error as Error).message}`);
      }
    }
    setBusy(false);
    if (input.current) input.current.value = '';
  };
  return (
    <FieldFrame of={props}>
      {ids.length > 0 && (
        <ul className={styles.files}>
          {ids.map((id, index) => {
            const name = names.get(id) ?? t('forms.file', { n: index + 1 });
            return (
              <li key={id} className={styles.file}>
                {name}
                <button
                  type="button"
                  aria-label={t('forms.removeFile', { name })}
                  onClick={() =>
                    props.onChange(
                      path,
                      ids.filter((other) => other !== id),
                    )
                  }
                >
                  ×
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <input
        {...controlIds(props, false)}
        ref={input}
        type="file"
        multiple
        disabled={busy}
        onChange={({ target }) => void add([...(target.files ?? [])])}
      />
      {busy && <p role="status">{t('forms.uploading')}</p>}
      {refusal && (
        <p role="alert" className={styles.fault}>
          {refusal}
        </p>
      )}
    </FieldFrame>
  );
}
