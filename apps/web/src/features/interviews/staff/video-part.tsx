import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { TextField } from '../../../ui/text-field.js';
import { setVideo, type Interview } from '../api.js';
import { PartForm } from './part-form.js';
import { usePart } from './use-part.js';
import styles from './parts.module.css';

interface Props {
  readonly interview: Interview;
  readonly mayWrite: boolean;
}

/** Address of the video, and the video as the public sees it. */
export function VideoPart({ interview, mayWrite }: Props) {
  const [url, setUrl] = useState(interview.videoUrl ?? '');
  const saving = usePart(() => setVideo(interview.id, url.trim()), t('interviews.videoSaved'));
  return (
    <>
      {mayWrite && (
        <PartForm id="video" title={t('interviews.watchVideo')} saving={saving}>
          <TextField
            label={t('interviews.videoAddress')}
            hint={t('interviews.videoHint')}
            type="url"
            value={url}
            onChange={setUrl}
            error={saving.faultOf('url')}
          />
        </PartForm>
      )}
      {interview.videoUrl && (
        <iframe
          className={styles.frame}
          src={interview.videoUrl}
          title={t('interviews.watchVideo')}
          sandbox="allow-scripts allow-same-origin allow-presentation"
          referrerPolicy="no-referrer"
        />
      )}
    </>
  );
}
