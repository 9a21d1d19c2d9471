import { Upload } from 'lucide-react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { FileDropItem } from 'react-aria-components/GridList';
import { t } from '../messages/t.js';
import { Button } from './button.js';
import styles from './files.module.css';

interface Props {
  readonly label: string;
  /** Media types. */
  readonly accept: readonly string[];
  /** What is admitted, in words. */
  readonly hint: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Chooses files, or has them dropped. The caller uploads and shows them in a `FileList`. */
export function FileUpload({ label, accept, hint, onFiles }: Props) {
  return (
    <DropZone
      aria-label={label}
      className={styles.drop!}
      onDrop={({ items }) => {
        const dropped = items.filter((item): item is FileDropItem => item.kind === 'file');
        void Promise.all(dropped.map((item) => item.getFile())).then(onFiles);
      }}
    >
      <FileTrigger
        allowsMultiple
        acceptedFileTypes={accept}
        onSelect={(files) => files && onFiles([...files])}
      >
        <Button size="small">
          <Upload size={14} aria-hidden />
          {t('ui.chooseFiles')}
        </Button>
      </FileTrigger>
      <span>{t('ui.dropFiles')}</span>
      <span>{hint}</span>
    </DropZone>
  );
}
