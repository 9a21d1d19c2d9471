import { Download, FileText, Image } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../messages/t.js';
import { Dialog } from './dialog.js';
import { fileSize } from './file-size.js';
import { FileShown, isShown } from './file-shown.js';
import { ButtonAnchor } from './link-button.js';
import type { StoredFile } from './stored-file.js';
import styles from './file-cards.module.css';

interface Props {
  readonly label: string;
  readonly files: readonly StoredFile[];
  /** Where a file is read. */
  readonly addressOf: (id: string) => string;
}

/** Files of a case. Images and PDF open over the page, others are downloaded. */
export function FileCards({ label, files, addressOf }: Props) {
  const [open, setOpen] = useState<StoredFile>();
  return (
    <>
      <ul className={styles.files} aria-label={label}>
        {files.map((file) => (
          <li key={file.id}>
            {isShown(file.mediaType) ? (
              <Button className={styles.file!} onPress={() => setOpen(file)}>
                <Face file={file} />
              </Button>
            ) : (
              <a className={styles.file} href={addressOf(file.id)} download={file.name}>
                <Face file={file} />
              </a>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <Dialog
          title={open.name}
          isOpen
          isWide
          onClose={() => setOpen(undefined)}
          foot={
            <ButtonAnchor href={addressOf(open.id)} download={open.name}>
              <Download size={16} aria-hidden />
              {t('ui.download')}
            </ButtonAnchor>
          }
        >
          <FileShown file={open} address={addressOf(open.id)} />
        </Dialog>
      )}
    </>
  );
}

function Face({ file }: { readonly file: StoredFile }) {
  const Icon = file.mediaType.startsWith('image/') ? Image : FileText;
  return (
    <>
      <Icon size={16} aria-hidden />
      <span className={styles.name}>
        {file.name}
        <small>{fileSize(file.size)}</small>
      </span>
    </>
  );
}
