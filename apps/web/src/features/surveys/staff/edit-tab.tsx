import { t } from '../../../messages/t.js';
import { documentDay } from '../../../lib/dates.js';
import { asQuestionnaire } from '../questionnaire.js';
import type { StaffSurvey } from '../staff-api.js';
import { PhonePreview } from './phone-preview.js';
import { SurveyEditor } from './survey-editor.js';
import { kindText } from './kind-text.js';
import styles from './survey-editor.module.css';

/** The questionnaire: to be written while a unit drafts it, else to be read. */
export function EditTab({ survey, mayEdit }: { readonly survey: StaffSurvey; readonly mayEdit: boolean }) {
  if (mayEdit) return <SurveyEditor key={survey.id} survey={survey} />;
  const facts = [
    [t('surveyDesk.kind'), kindText(survey.kind)],
    [t('surveyDesk.opensOn'), documentDay(survey.opensOn)],
    [t('surveyDesk.days'), String(survey.days)],
    [t('surveyDesk.purpose'), survey.purpose],
    [t('surveyDesk.notice'), survey.notice],
    [
      t('surveyDesk.anonymity'),
      survey.anonymity && t(survey.anonymity === 'NAMED' ? 'surveyDesk.NAMED' : 'surveyDesk.ANONYMOUS'),
    ],
    [t('surveyDesk.retention'), survey.retentionMonths === null ? null : String(survey.retentionMonths)],
    [t('surveyDesk.oneAnswer'), t(`surveyDesk.one_${survey.oneAnswer}`)],
    [t('surveyDesk.results'), t(`surveyDesk.results_${survey.results}`)],
  ] as const;
  return (
    <div className={styles.editor}>
      <dl className={styles.facts}>
        {facts.map(([title, text]) => (
          <Fact key={title} title={title} text={text ?? t('surveyDesk.notYet')} />
        ))}
      </dl>
      <div className={styles.preview}>
        {survey.questionnaire && (
          <PhonePreview title={survey.title} questionnaire={asQuestionnaire(survey.questionnaire)} />
        )}
      </div>
    </div>
  );
}

function Fact({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </>
  );
}
