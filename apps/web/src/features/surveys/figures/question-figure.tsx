import { useState } from 'react';
import { ChartColumn, Table2 } from 'lucide-react';
import { t } from '../../../messages/t.js';
import './figure-texts.js';
import { MatrixBars, MatrixTable } from './matrix-figure.js';
import { OptionBars, OptionTable } from './option-figure.js';
import { grouped, type Figure } from './shares.js';
import styles from './question-figure.module.css';

/** What was answered to a question, as a picture or as its table. @param quotes released pieces of its free text */
export function QuestionFigure({
  number,
  figure,
  quotes,
}: {
  number: number;
  figure: Figure;
  quotes: readonly { readonly id: string; readonly text: string }[];
}) {
  const [isTable, setTable] = useState(false);
  const title = `${number}. ${figure.title}`;
  const isText = figure.kind === 'text';
  const Bars = figure.kind === 'matrix' ? MatrixBars : OptionBars;
  const Rows = figure.kind === 'matrix' ? MatrixTable : OptionTable;
  return (
    <figure className={styles['figure']} aria-label={title}>
      <div className={styles['head']}>
        <figcaption>
          <h3>{title}</h3>
          <p className={styles['note']}>{noteOf(figure, quotes.length)}</p>
        </figcaption>
        {!isText && (
          <div
            role="group"
            aria-label={t('surveyFigures.look', { title })}
            className={`${styles['switch']} no-print`}
          >
            <button type="button" aria-pressed={!isTable} onClick={() => setTable(false)}>
              <ChartColumn aria-hidden />
              {t('surveyFigures.picture')}
            </button>
            <button type="button" aria-pressed={isTable} onClick={() => setTable(true)}>
              <Table2 aria-hidden />
              {t('surveyFigures.table')}
            </button>
          </div>
        )}
      </div>
      {isText ? (
        quotes.map(({ id, text }) => (
          <blockquote key={id} className={styles['quote']}>
            {text}
          </blockquote>
        ))
      ) : isTable ? (
        <Rows figure={figure} />
      ) : (
        <Bars figure={figure} />
      )}
    </figure>
  );
}

function noteOf({ kind, answered, average, options }: Figure, quotes: number): string {
  const n = grouped(answered);
  switch (kind) {
    case 'single':
      return t('surveyFigures.single', { n });
    case 'multiple':
      return t('surveyFigures.multiple', { n });
    case 'scale':
      return t('surveyFigures.scale', {
        n,
        from: options[0]?.value ?? '',
        to: options.at(-1)?.value ?? '',
        average: average === null ? '–' : average.toFixed(1),
      });
    case 'matrix':
      return t('surveyFigures.matrix', { n });
    default:
      return t('surveyFigures.text', { n, quotes });
  }
}
