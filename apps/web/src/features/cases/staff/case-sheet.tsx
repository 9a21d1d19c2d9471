import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dayAndTime, dayOf, documentDay } from '../../../lib/dates.js';
import { usePrinting } from '../../../lib/use-printing.js';
import { t } from '../../../messages/t.js';
import { ReadingText } from '../../../ui/reading-text.js';
import { contentsQuery, filesQuery } from '../api.js';
import type { CaseStep } from '../steps.js';
import { writtenIn } from '../written.js';
import styles from './case-sheet.module.css';

export type SheetFact = readonly [name: string, value: ReactNode];

interface Props {
  readonly title: string;
  /** Two a row. */
  readonly facts: readonly SheetFact[];
  /** What the case is about, before its steps. */
  readonly children?: ReactNode;
  readonly steps: readonly CaseStep[];
  readonly processId: string;
}

/** A case on paper: facts, steps planned against actual, and what was written, the first at the top. */
export function CaseSheet(props: Props) {
  return usePrinting() ? <Sheet {...props} /> : null;
}

function Sheet({ title, facts, children, steps, processId }: Props) {
  return (
    <article className={styles.sheet}>
      <h1>{title}</h1>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
      <h2>{t('sheet.steps')}</h2>
      <Steps steps={steps} />
      <Contents processId={processId} />
    </article>
  );
}

function Steps({ steps }: Pick<Props, 'steps'>) {
  const reached = steps.filter(({ state }) => state !== 'ahead');
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('sheet.step')}</th>
          <th scope="col">{t('sheet.entered')}</th>
          <th scope="col">{t('sheet.took')}</th>
          <th scope="col">{t('sheet.limit')}</th>
          <th scope="col">{t('sheet.state')}</th>
        </tr>
      </thead>
      <tbody>
        {reached.map(({ id, title, times, enteredAt, took, limit, isLate, state }) => (
          <tr key={id}>
            <td>
              {title}
              {times > 1 && t('sheet.times', { n: times })}
            </td>
            <td>{enteredAt && documentDay(dayOf(enteredAt))}</td>
            <td>{took === 0 ? t('cases.sameDay') : took}</td>
            <td>{limit === undefined ? t('sheet.none') : limit === 0 ? t('cases.sameDay') : limit}</td>
            <td>{stateOf(state === 'now', isLate, limit !== undefined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateOf(isOpen: boolean, isLate: boolean, isLimited: boolean): string {
  if (isOpen) return t(isLate ? 'sheet.openLate' : 'sheet.open');
  return isLimited ? t(isLate ? 'sheet.late' : 'sheet.onTime') : t('cases.stepDone');
}

/** What the page has read already. */
function Contents({ processId }: Pick<Props, 'processId'>) {
  const { data: contents } = useQuery(contentsQuery(processId));
  const { data: files = [] } = useQuery(filesQuery(processId));
  const written = (contents ?? [])
    .map((content) => ({ ...content, ...writtenIn(content.content) }))
    .filter((one) => one.name !== 'begin' && one.texts.length + one.files.length > 0);
  if (written.length === 0) return null;
  return (
    <>
      <h2>{t('sheet.contents')}</h2>
      {written.map(({ task, name, at, title, outcomeTitle, actor, texts, files: ids }) => {
        const { day, time } = dayAndTime(at);
        return (
          <section key={`${task}-${name}-${at}`} className={styles.written}>
            <h3>{[title, outcomeTitle === title ? null : outcomeTitle].filter(Boolean).join('：')}</h3>
            {texts.map((text, index) => (
              <ReadingText key={index} text={text} />
            ))}
            <SheetFiles names={files.filter(({ id }) => ids.includes(id)).map(({ name: file }) => file)} />
            <p className={styles.by}>
              {actor ?? t('cases.citizen')}
              <span>
                {documentDay(day)}
                {time}
              </span>
            </p>
          </section>
        );
      })}
    </>
  );
}

/** Files on paper: their names. */
export function SheetFiles({ names }: { readonly names: readonly string[] }) {
  return names.length === 0 ? null : <p>{t('sheet.files', { names: names.join('、') })}</p>;
}
