import { useMutation } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { explain } from '../../../../api/explain.js';
import { ProblemError, type Problem } from '../../../../api/problem.js';
import { t } from '../../../../messages/t.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { FileUpload } from '../../../../ui/file-upload.js';
import type { UploadedList } from '../../lists-api.js';
import styles from './item-list-field.module.css';

/** What the server reads; it looks at the bytes and has the last word. */
const ACCEPTED = ['.xlsx', '.xls', '.csv'];

interface Props {
  /** @throws {ProblemError} LIST_REJECTED with its faulty rows */
  readonly upload: (file: File) => Promise<UploadedList>;
  readonly onUploaded: (list: UploadedList) => void;
}

/** Uploads a list as soon as it is chosen, and says what was read of it, or which rows are to be mended. */
export function ListUpload({ upload, onUploaded }: Props) {
  const { mutate, data, error, variables, isPending } = useMutation({
    mutationFn: upload,
    onSuccess: onUploaded,
  });
  return (
    <>
      <FileUpload
        label={t('campaigns.chooseFile')}
        accept={ACCEPTED}
        hint={t('campaigns.fileHint')}
        onFiles={([file]) => file && mutate(file)}
      />
      <div role="status">
        {isPending && <p className={styles.note}>{t('campaigns.uploading', { name: variables.name })}</p>}
        {data && !isPending && <Read list={data} name={variables.name} />}
      </div>
      {error && !isPending && <Rejected error={error} />}
    </>
  );
}

function Read({ list, name }: { readonly list: UploadedList; readonly name: string }) {
  const { items, ignoredRows, ignoredSheets } = list;
  return (
    <>
      <p className={styles.done}>
        <Check size={14} aria-hidden /> {t('campaigns.uploaded', { name, items })}
      </p>
      {ignoredSheets.length > 0 && (
        <p className={styles.note}>{t('campaigns.ignoredSheets', { names: ignoredSheets.join('、') })}</p>
      )}
      {ignoredRows.length > 0 && (
        <details className={styles.note}>
          <summary>{t('campaigns.ignoredRows', { n: ignoredRows.length })}</summary>
          <ul>
            {ignoredRows.map(({ sheet, row, text }) => (
              <li key={`${sheet} ${row}`}>
                {sheet} {row}：{text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Rejected({ error }: { readonly error: unknown }) {
  if (!(error instanceof ProblemError) || error.code !== 'LIST_REJECTED')
    return <FieldError>{explain(error)}</FieldError>;
  const { issues = [], issueCount = issues.length } = error.problem as Problem & { issueCount?: number };
  return (
    <div role="alert" className={styles.rejected}>
      <b>{t('campaigns.rejected', { n: issueCount })}</b>
      <ul>
        {issues.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{t('campaigns.rejectedAt', { place: field, message })}</li>
        ))}
      </ul>
    </div>
  );
}
