import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseTask } from '../../../api/case-queries.js';
import { t } from '../../../messages/t.js';
import { FileList } from '../../../ui/file-list.js';
import { TextArea } from '../../../ui/text-area.js';
import { papersQuery, writePoints, writeReport, type Interview, type Question } from '../api.js';
import { OpenTasks } from './open-tasks.js';
import { PartForm } from './part-form.js';
import { LaterAnswers } from './later-answers.js';
import { StepDue } from './step-due.js';
import { linesOf, usePart } from './use-part.js';
import styles from './parts.module.css';

interface Props {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  readonly open: readonly CaseTask[];
  readonly own: readonly CaseTask[];
}

/** Tasks of the parts, in their order. */
const TRANSCRIPT = ['publishTranscript'];
const REPORT = ['writeReport', 'checkReport', 'correctReport'];

/** Points and transcript, later answers, report and papers. */
export function AfterTab({ interview, questions, open, own }: Props) {
  const has = (...names: string[]): boolean => own.some(({ name }) => names.includes(name));
  const { id, liveEndedAt, points, report } = interview;
  if (!liveEndedAt) return <p className={styles.note}>{t('interviews.notHeld')}</p>;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <LaterAnswers interview={interview} questions={questions} mayWrite={has('answerRest')} open={open} />
        <StepDue open={open} tasks={TRANSCRIPT} />
        {open.some(({ name }) => name === 'publishTranscript') && interview.you.isOffice ? (
          <PointsForm key={id} interview={interview} />
        ) : (
          <Lines id="points" title={t('interviews.points')} lines={points} />
        )}
        <StepDue open={open} tasks={REPORT} />
        {has('writeReport', 'correctReport') ? (
          <ReportForm key={`${id} report`} interview={interview} />
        ) : (
          <section className={styles.panel} aria-labelledby="report">
            <h2 id="report">{t('interviews.report')}</h2>
            {report ? (
              <p className={styles.text}>{report.summary}</p>
            ) : (
              <p className={styles.note}>{t('interviews.noReport')}</p>
            )}
            {report && report.commitments.length > 0 && (
              <ol className={styles.list}>
                {report.commitments.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            )}
          </section>
        )}
      </div>
      <div className={styles.column}>
        <OpenTasks tasks={open} own={own} />
        <Papers id={id} />
      </div>
    </div>
  );
}

function Lines({
  id,
  title,
  lines,
}: {
  readonly id: string;
  readonly title: string;
  readonly lines: string[];
}) {
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lines.length === 0 && <p className={styles.note}>{t('interviews.notWritten')}</p>}
      <ol className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  );
}

function PointsForm({ interview }: Pick<Props, 'interview'>) {
  const [points, setPoints] = useState(interview.points.join('\n'));
  const saving = usePart(() => writePoints(interview.id, linesOf(points)), t('interviews.saved'));
  return (
    <PartForm id="points" title={t('interviews.points')} saving={saving} then={t('interviews.pointsThen')}>
      <TextArea
        label={t('interviews.points')}
        hint={t('interviews.pointsHint')}
        rows={5}
        value={points}
        onChange={setPoints}
        error={saving.faultOf('points')}
      />
    </PartForm>
  );
}

function ReportForm({ interview }: Pick<Props, 'interview'>) {
  const [summary, setSummary] = useState(interview.report?.summary ?? '');
  const [commitments, setCommitments] = useState(interview.report?.commitments.join('\n') ?? '');
  const saving = usePart(
    () => writeReport(interview.id, { summary, commitments: linesOf(commitments) }),
    t('interviews.saved'),
  );
  return (
    <PartForm id="report" title={t('interviews.report')} saving={saving} then={t('interviews.reportThen')}>
      <TextArea
        label={t('interviews.summary')}
        rows={6}
        max={20_000}
        value={summary}
        onChange={setSummary}
        error={saving.faultOf('summary')}
      />
      <TextArea
        label={t('interviews.commitments')}
        hint={t('interviews.commitmentsHint')}
        rows={4}
        value={commitments}
        onChange={setCommitments}
        error={saving.faultOf('commitments')}
      />
    </PartForm>
  );
}

function Papers({ id }: { readonly id: string }) {
  const { data } = useQuery(papersQuery(id));
  if (!data) return null;
  const files = [
    ...data.documents.map(({ id: document, title, format, size }) => ({
      id: document,
      name: `${title}.${format}`,
      bytes: size,
      href: `/api/v1/interviews/${id}/documents/${document}`,
    })),
    ...data.files.map(({ id: file, name, size, mediaType }) => ({
      id: file,
      name,
      bytes: size,
      mediaType,
      href: `/api/v1/attachments/${file}`,
    })),
  ];
  return (
    <section className={styles.panel} aria-labelledby="papers">
      <h2 id="papers">{t('interviews.papers')}</h2>
      {files.length === 0 ? (
        <p className={styles.note}>{t('interviews.noPapers')}</p>
      ) : (
        <FileList files={files} />
      )}
    </section>
  );
}
