import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { dayOf, documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { fileSize } from '../../../ui/file-size.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { documentAddress, documentsQuery, type StaffSurvey } from '../staff-api.js';
import styles from './figures-tab.module.css';

/** The analysis report and the adoption results, with the suggestions that wait for a verdict. */
export function ReportTab({ survey }: { readonly survey: StaffSurvey }) {
  const documents = useQuery(documentsQuery(survey.id));
  if (documents.error) return <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />;
  if (!documents.data) return <Skeleton />;
  if (documents.data.length === 0)
    return (
      <EmptyState title={t('surveyDesk.noReport')}>
        <p>{t('surveyDesk.noReportText')}</p>
      </EmptyState>
    );
  return (
    <div className={styles.tab}>
      <h2>{t('surveyDesk.documents')}</h2>
      <ul className={styles.documents}>
        {documents.data.map(({ id, title, format, size, at }) => (
          <li key={id}>
            <ButtonAnchor size="small" href={documentAddress(survey.id, id)} download>
              <Download size={14} aria-hidden />
              {t('surveyDesk.document', { title, format: format.toUpperCase(), size: fileSize(size) })}
            </ButtonAnchor>{' '}
            <span className={styles.note}>{documentDay(dayOf(at))}</span>
          </li>
        ))}
      </ul>
      {survey.suggestions && survey.suggestions.length > 0 && (
        <>
          <h2>{t(survey.adoptedAt === null ? 'surveyDesk.suggestions' : 'surveyDesk.suggestionsDone')}</h2>
          <ol className={styles.suggestions}>
            {survey.suggestions.map((suggestion) => (
              <li key={suggestion}>{suggestion}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
