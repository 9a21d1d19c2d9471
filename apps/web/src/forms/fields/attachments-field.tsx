import { t } from '../../messages/t.js';
import { FieldError } from '../../ui/field-parts.js';
import { FileList } from '../../ui/file-list.js';
import { FileUpload } from '../../ui/file-upload.js';
import { textsOf, type FieldProps } from './field-props.js';
import { useUploads } from './use-uploads.js';
import styles from './fields.module.css';

/** What the server takes; it looks at the bytes and has the last word. */
const ACCEPTED = ['image/jpeg', 'image/png', 'image/gif', 'application/pdf', '.docx', '.xlsx', '.txt'];

/** Files, uploaded as soon as they are chosen, so that a refused form loses none. */
export function AttachmentsField(props: FieldProps) {
  const { path, schema } = props.field;
  const { label, note, error } = textsOf(props);
  const ids = Array.isArray(props.value) ? props.value.map(String) : [];
  const { files, add, remove, retry } = useUploads(ids, (next) => props.onChange(path, next));
  const { maxItems = Infinity } = schema;
  return (
    <div role="group" aria-label={label}>
      <p className={styles.label}>
        {label} {note && <span className={styles.optional}>{note}</span>}
      </p>
      {files.length < maxItems && (
        <FileUpload
          label={label}
          accept={ACCEPTED}
          hint={t('forms.filesHint', { max: Number.isFinite(maxItems) ? maxItems : 5 })}
          onFiles={(chosen) => add(chosen.slice(0, maxItems - files.length))}
        />
      )}
      {files.length > 0 && <FileList files={files} onRemove={remove} onRetry={retry} />}
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}
