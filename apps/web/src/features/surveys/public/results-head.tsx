import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { grouped } from '../figures/shares.js';
import type { Survey } from './surveys-api.js';
import { daysOpen, periodText } from './survey-words.js';
import styles from './results-page.module.css';

/** The four numbers that are looked for first; those that there are. */
export function ResultsHead({ survey, results }: { survey: Survey; results: Schemas['ResultsView'] }) {
  const { answers, setAside } = results;
  const scale = results.figures.find(({ kind, average }) => kind === 'scale' && average !== null);
  const adopted = survey.adoption?.filter(({ verdict }) => verdict !== 'NOT_ADOPTED').length;
  return (
    <dl className={styles['numbers']}>
      <Number
        value={t('surveys.valid', { n: grouped(answers) })}
        note={t('surveys.validNote', { received: grouped(answers + setAside) })}
      />
      <Number value={t('surveys.days', { n: daysOpen(survey) })} note={periodText(survey, Date.now())} />
      {scale && (
        <Number
          value={t('surveys.marks', { average: scale.average!.toFixed(1) })}
          note={t('surveys.marksNote', { title: scale.title, to: scale.options.at(-1)?.value ?? '' })}
        />
      )}
      {survey.adoption && (
        <Number
          value={t('surveys.adopted', { n: adopted!, of: survey.adoption.length })}
          note={t('surveys.adoptedNote')}
        />
      )}
    </dl>
  );
}

function Number({ value, note }: { value: string; note: string }) {
  return (
    <div>
      <dt>{note}</dt>
      <dd>{value}</dd>
    </div>
  );
}
