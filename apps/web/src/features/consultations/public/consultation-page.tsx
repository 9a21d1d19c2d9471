import { useCallback } from 'react';
import { useParams } from '@tanstack/react-router';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { getConsultation } from './api.js';
import { ConsultationView } from './consultation-view.js';
import { ReadPage } from './read-page.js';

/** A draft on which the public is consulted. */
export function ConsultationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { reading, again } = useRead(useCallback(() => getConsultation(id), [id]));
  return (
    <ReadPage
      title={t('portal.consultations')}
      back="/consultations"
      reading={reading}
      onRetry={() => void again()}
    >
      {(consultation) => (
        <ConsultationView key={id} consultation={consultation} onSent={() => void again()} />
      )}
    </ReadPage>
  );
}
