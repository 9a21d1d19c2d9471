import { useEffect, useState } from 'react';
import { t } from '../messages/t.js';
import type { StoredFile } from './stored-file.js';
import { Skeleton } from './skeleton.js';
import styles from './file-cards.module.css';

/** Whether browsers show files of this type. */
export const isShown = (mediaType: string): boolean =>
  ['image/jpeg', 'image/png', 'image/gif', 'application/pdf'].includes(mediaType);

/** An image or a PDF in the page. */
export function FileShown({ file, address }: { readonly file: StoredFile; readonly address: string }) {
  const inline = `${address}?inline=true`;
  if (file.mediaType === 'application/pdf') return <PdfShown name={file.name} address={inline} />;
  return <img className={styles.image} src={inline} alt={file.name} />;
}

/** Pages of a PDF. Downloads may not be framed, so the frame gets a copy that the page has read. */
function PdfShown({ name, address }: { readonly name: string; readonly address: string }) {
  const [copy, setCopy] = useState<string>();
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let url: string | undefined;
    fetch(address, { credentials: 'same-origin', signal: stop.signal })
      .then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(String(answer.status)))))
      .then((blob) => setCopy((url = URL.createObjectURL(blob))))
      .catch(() => !stop.signal.aborted && setFailed(true));
    return () => {
      stop.abort();
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [address]);
  if (isFailed) return <p role="alert">{t('ui.notShown')}</p>;
  return copy === undefined ? <Skeleton /> : <iframe className={styles.pdf} src={copy} title={name} />;
}
