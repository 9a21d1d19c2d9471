import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { tasksOfProcessQuery, type CaseTask } from '../../../api/case-queries.js';
import { dueText, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { CardDetail } from '../api.js';
import styles from './card-page.module.css';

interface Props {
  readonly card: CardDetail;
  readonly now: Date;
}

/** The case of a card: its title, and how far it is. Whoever judges an appeal has the facts beside it. */
export function CaseSteps({ card, now }: Props) {
  const { data: tasks = [] } = useQuery(tasksOfProcessQuery(card.processId));
  const steps = tasks.toSorted((one, other) => Date.parse(one.openedAt) - Date.parse(other.openedAt));
  return (
    <section className={styles.panel} aria-labelledby="case">
      <h2 id="case">{t('cards.case')}</h2>
      <p>
        <Link to="/processes/$id" params={{ id: card.processId }}>
          {card.matter ?? card.subject}
        </Link>
      </p>
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map((task) => (
            <Step key={task.id} task={task} now={now} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Step({ task, now }: { readonly task: CaseTask; readonly now: Date }) {
  const { title, unitName, openedAt, closedAt, dueAt, outcomeTitle } = task;
  const isLate =
    dueAt !== null && Date.parse(dueAt) < (closedAt === null ? now.getTime() : Date.parse(closedAt));
  const facts = [
    unitName,
    t('cards.stepFrom', { at: listInstant(openedAt, now) }),
    dueAt && t('cards.stepDue', { at: dueText(dueAt, now) }),
    closedAt === null
      ? t('cards.stepOpen')
      : t('cards.stepDone', { at: listInstant(closedAt, now), what: outcomeTitle ?? '' }),
  ];
  return (
    <li>
      <b>{title}</b>{' '}
      <span className={isLate ? styles.late : styles.note}>
        {facts.filter(Boolean).join('，')}
        {isLate && `，${t('cards.stepLate')}`}
      </span>
    </li>
  );
}
