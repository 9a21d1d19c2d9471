import { useEffect, useRef, useState } from 'react';
import { FileText, Image, Upload, X } from 'lucide-react';
import { explain } from '../../../api/explain.js';
import { t } from '../../../messages/t.js';
import { fileSize } from '../../../ui/file-size.js';
import { button } from '../../../ui/native/button.js';
import { FieldGroup } from '../../../ui/native/field.js';
import { uploadFiles } from './api.js';
import type { LetterFile } from './letter-types.js';
import { FILES } from './letter-draft.js';
import styles from './file-picker.module.css';

/** A file that is not at the server yet, or not taken by it. */
interface Waiting {
  readonly file: File;
  readonly failure?: string;
}

/** Uploads files as they are chosen, so that they survive an error of the form; one that fails stays and can be sent again. */
export function FilePicker({
  id,
  error,
  files,
  onChange,
}: {
  id: string;
  error?: string | undefined;
  files: readonly LetterFile[];
  onChange: (files: readonly LetterFile[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const [refusal, setRefusal] = useState<string>();
  // Uploads end later: they add to what is there then.
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  }, [files]);

  const upload = async (file: File) => {
    setWaiting((all) => [...all.filter((one) => one.file !== file), { file }]);
    try {
      const added = await uploadFiles([file]);
      latest.current = [...latest.current, ...added];
      setWaiting((all) => all.filter((one) => one.file !== file));
      onChange(latest.current);
    } catch (failed) {
      setWaiting((all) => all.map((one) => (one.file === file ? { file, failure: explain(failed) } : one)));
    }
  };
  const choose = (chosen: readonly File[]) => {
    const room = FILES.most - files.length - waiting.length;
    const large = chosen.find(({ size }) => size > FILES.bytes);
    setRefusal(
      chosen.length > room
        ? t('form.tooManyFiles', { max: FILES.most })
        : large && `${large.name}：${t('form.fileTooLarge')}`,
    );
    for (const file of chosen.slice(0, Math.max(0, room))) if (file.size <= FILES.bytes) void upload(file);
  };

  return (
    <FieldGroup
      id={id}
      label={t('form.files')}
      hint={t('form.filesHint', { max: FILES.most })}
      error={error ?? refusal}
      optional
    >
      <div className={styles['row']}>
        <button type="button" className={button('small')} onClick={() => input.current?.click()}>
          <Upload aria-hidden />
          {t('form.chooseFiles')}
        </button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".jpg,.jpeg,.png,.gif,.pdf,.docx,.xlsx,.txt"
          onChange={(event) => {
            choose([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <ul className={styles['files']} aria-live="polite">
          {files.map((file) => (
            <li key={file.id}>
              {file.mediaType.startsWith('image/') ? <Image aria-hidden /> : <FileText aria-hidden />}
              <span className={styles['name']}>{file.name}</span>
              <span className={styles['size']}>{fileSize(file.size)}</span>
              <Remove name={file.name} onClick={() => onChange(files.filter((one) => one.id !== file.id))} />
            </li>
          ))}
          {waiting.map(({ file, failure }) => (
            <li key={`${file.name} ${file.lastModified}`}>
              <span className={styles['name']}>{file.name}</span>
              {failure ? (
                <>
                  <span className={styles['failed']}>
                    {t('form.uploadFailed')}：{failure}
                  </span>
                  <button type="button" className={button('link')} onClick={() => void upload(file)}>
                    {t('form.uploadAgain')}
                  </button>
                  <Remove
                    name={file.name}
                    onClick={() => setWaiting((all) => all.filter((one) => one.file !== file))}
                  />
                </>
              ) : (
                <span className={styles['size']}>{t('form.uploading')}</span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </FieldGroup>
  );
}

function Remove({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className={styles['remove']}
      aria-label={t('form.removeFile', { name })}
      onClick={onClick}
    >
      <X aria-hidden />
    </button>
  );
}
