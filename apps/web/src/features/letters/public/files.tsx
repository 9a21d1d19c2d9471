import { useState } from 'react';
import { FileText } from 'lucide-react';
import { explain } from '../../../api/explain.js';
import { t } from '../../../messages/t.js';
import { fileSize } from '../../../ui/file-size.js';
import { button } from '../../../ui/native/button.js';
import { download } from './api.js';
import type { Credentials, LetterFile } from './letter-types.js';
import styles from './files.module.css';

/** Files of a letter: number and code are sent with the request, so they are fetched and then saved. */
export function Files({ files, letter }: { files: readonly LetterFile[]; letter: Credentials }) {
  if (files.length === 0) return null;
  return (
    <ul className={styles['files']}>
      {files.map((file) => (
        <FileLink key={file.id} file={file} letter={letter} />
      ))}
    </ul>
  );
}

function FileLink({ file, letter }: { file: LetterFile; letter: Credentials }) {
  const [state, setState] = useState<string>();
  const save = async () => {
    setState(t('tracking.downloading'));
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await download(letter, file.id));
      link.download = file.name;
      link.click();
      URL.revokeObjectURL(link.href);
      setState(undefined);
    } catch (error) {
      setState(explain(error));
    }
  };
  return (
    <li>
      <FileText aria-hidden />
      <button type="button" className={button('link')} onClick={() => void save()}>
        {file.name}
      </button>
      <span className={styles['size']}>{fileSize(file.size)}</span>
      <span role="status">{state}</span>
    </li>
  );
}
