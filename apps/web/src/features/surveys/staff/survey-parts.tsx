import type { ReactNode } from 'react';
import { t } from '../../../messages/t.js';
import type { StaffSurvey } from '../staff-api.js';
import { AnswersTab } from './answers-tab.js';
import './desk-texts.js';
import { EditTab } from './edit-tab.js';
import { FiguresTab } from './figures-tab.js';
import { ReportTab } from './report-tab.js';

interface Part {
  readonly id: 'edit' | 'answers' | 'figures' | 'report';
  readonly name: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
}

/** What a survey's desk has beside what every case has. @param mayEdit it is being drafted, and the account may write it */
export const surveyParts = (survey: StaffSurvey, mayEdit: boolean): Part[] => [
  { id: 'edit', name: t('surveyDesk.edit'), content: <EditTab survey={survey} mayEdit={mayEdit} /> },
  {
    id: 'answers',
    name: t('surveyDesk.answersTab'),
    count: survey.publishedAt === null ? undefined : survey.answers + survey.setAside,
    content: <AnswersTab survey={survey} />,
  },
  { id: 'figures', name: t('surveyDesk.figuresTab'), content: <FiguresTab survey={survey} /> },
  { id: 'report', name: t('surveyDesk.reportTab'), content: <ReportTab survey={survey} /> },
];
