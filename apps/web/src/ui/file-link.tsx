import { useState } from 'react';
import { t } from '../messages/t.js';
import { Dialog } from './dialog.js';
import type { StoredFile } from './stored-file.js';
import { FileShown, isShown } from './file-shown.js';
import styles from './files.module.css';

/** Opens a file: images and PDF over the page, so that nobody leaves a half-written form; others are downloaded. */
export function FileLink({ file, href }: { readonly file: StoredFile; readonly href: string }) {
  const [isOpen, setOpen] = useState(false);
  const { name } = file;
  if (!isShown(file.mediaType)) return <a href={href}>{name}</a>;
  return (
    <>
      <button type="button" className={styles.open} onClick={() => setOpen(true)}>
        {name}
      </button>
      {isOpen && (
        <Dialog
          title={name}
          isOpen
          isWide
          onClose={() => setOpen(false)}
          foot={
            <a href={href} download>
              {t('ui.download')}
            </a>
          }
        >
          <FileShown file={file} address={href} />
        </Dialog>
      )}
    </>
  );
}
