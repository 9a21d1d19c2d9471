import { FileText, RotateCcw, X } from 'lucide-react';
import { t } from '../messages/t.js';
import { fileSize } from './file-size.js';
import { FileLink } from './file-link.js';
import { IconButton } from './icon-button.js';
import styles from './files.module.css';

export interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Where it is read; undefined: not yet uploaded. */
  readonly href?: string | undefined;
  /** Images and PDF are shown in the page. */
  readonly mediaType?: string | undefined;
  readonly state?: 'uploading' | 'failed' | undefined;
  /** Why it could not be uploaded. */
  readonly error?: string | undefined;
}

interface Props {
  readonly files: readonly ListedFile[];
  readonly onRemove?: (id: string) => void;
  readonly onRetry?: (id: string) => void;
}

/** Files with their sizes. What failed stays, with its reason. */
export function FileList({ files, onRemove, onRetry }: Props) {
  return (
    <ul className={styles.list}>
      {files.map(({ id, name, bytes, href, mediaType, state, error }) => (
        <li key={id} className={styles.file}>
          {href && mediaType?.startsWith('image/') ? (
            <img src={`${href}?inline=true`} alt="" loading="lazy" className={styles.thumbnail} />
          ) : (
            <FileText size={16} aria-hidden />
          )}
          <span className={styles.name}>
            {href && mediaType !== undefined ? (
              <FileLink file={{ id, name, mediaType, size: bytes }} href={href} />
            ) : href ? (
              <a href={href}>{name}</a>
            ) : (
              name
            )}
          </span>
          <span className={`${styles.size} ${state === 'failed' ? styles.error : ''}`}>
            {state === 'uploading' ? t('ui.uploading') : state === 'failed' ? error : fileSize(bytes)}
          </span>
          {state === 'failed' && onRetry && (
            <IconButton
              icon={RotateCcw}
              label={t('ui.retryUpload')}
              size="small"
              onPress={() => onRetry(id)}
            />
          )}
          {onRemove && (
            <IconButton icon={X} label={t('ui.remove', { name })} size="small" onPress={() => onRemove(id)} />
          )}
        </li>
      ))}
    </ul>
  );
}
