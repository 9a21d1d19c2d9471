import { t } from '../../../messages/t.js';
import type { Video } from './api.js';
import styles from './interview-page.module.css';

/** The video at its host, in a frame that may run its player and nothing else. */
export function VideoFrame({ video: { url, sandbox } }: { video: Video }) {
  return (
    <iframe
      className={styles['video']}
      src={url}
      title={t('interviewPortal.watch')}
      sandbox={sandbox}
      referrerPolicy="no-referrer"
      allowFullScreen
    />
  );
}
