import { useQuery } from '@tanstack/react-query';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { QuestionFigure } from '../figures/question-figure.js';
import { figuresQuery, type StaffSurvey } from '../staff-api.js';
import styles from './figures-tab.module.css';

/** Present figures, as the public will see them. */
export function FiguresTab({ survey }: { readonly survey: StaffSurvey }) {
  const figures = useQuery({ ...figuresQuery(survey.id), enabled: survey.publishedAt !== null });
  if (survey.publishedAt === null) return <EmptyState title={t('surveyDesk.notOpen')} />;
  if (figures.error) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data) return <Skeleton />;
  const { answers, setAside, quotes } = figures.data;
  return (
    <div className={styles.tab}>
      <p className={styles.note}>
        {t('surveyDesk.figuresOf', { received: answers + setAside, answers, held: setAside })}{' '}
        {t(survey.figuresAt === null ? 'surveyDesk.figuresOpen' : 'surveyDesk.figuresPublished')}
      </p>
      {figures.data.figures.map((figure, index) => (
        <QuestionFigure
          key={figure.name}
          number={index + 1}
          figure={figure}
          quotes={quotes.filter(({ question }) => question === figure.name)}
        />
      ))}
    </div>
  );
}
