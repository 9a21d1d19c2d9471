import { useQuery } from '@tanstack/react-query';
import { dueText, listInstant, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { MarkTag } from '../../../ui/mark-tag.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { cardsQuery, type Card } from '../api.js';
import styles from './case-notes.module.css';

const SHOWN = { pending: 'pending', appealed: 'contested', revoked: 'revoked', stopped: 'revoked' } as const;

interface Props {
  readonly processId: string;
  readonly now: Instant;
}

/** Warnings and cards of a case, the latest first: why, since when, what the unit says. */
export function CaseCards({ processId, now }: Props) {
  const cards = useQuery(cardsQuery(processId));
  if (cards.error) return <ErrorState error={cards.error} onRetry={() => void cards.refetch()} />;
  if (!cards.data) return <Skeleton />;
  if (cards.data.length === 0) return <p className={styles.none}>{t('cases.noCards')}</p>;
  return (
    <ol>
      {cards.data.map((card) => (
        <li key={card.id} className={styles.note}>
          <CardNote card={card} now={now} />
        </li>
      ))}
    </ol>
  );
}

function CardNote({ card, now }: { readonly card: Card; readonly now: Instant }) {
  const state = SHOWN[card.state as keyof typeof SHOWN];
  const isDecided = card.state === 'stopped' || card.state === 'upheld';
  const ending = isDecided ? t(`cases.card_${card.state as 'stopped' | 'upheld'}`) : undefined;
  return (
    <>
      <p className={styles.title}>
        <MarkTag level={card.level} {...(state && { state })} />
        <b>{card.unitName}</b>
        {card.points > 0 && <span>{t('cases.cardPoints', { n: card.points })}</span>}
        {card.number && <span className={`num ${styles.facts}`}>{card.number}</span>}
        {ending && <span>{ending}</span>}
      </p>
      <p className={styles.facts}>
        {[
          card.clockTitle,
          card.dueAt && t('cases.cardDue', { day: dueText(card.dueAt, now) }),
          whenOf(card, now),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {card.statementDueAt && card.state === 'issued' && (
        <p className={styles.facts}>
          {t('cases.cardStatementUntil', { day: dueText(card.statementDueAt, now) })}
        </p>
      )}
      <Words title={t('cases.cardReason')} text={card.reason} />
      <Words title={t('cases.cardStatement')} text={card.statement} />
      <Words title={t('cases.cardDecision')} text={card.decisionReason} />
      {card.rectifiedAt && (
        <p className={styles.facts}>{t('cases.cardRectified', { at: listInstant(card.rectifiedAt, now) })}</p>
      )}
    </>
  );
}

function whenOf({ issuedAt, state, issueAt, reachedAt }: Card, now: Instant): string {
  if (issuedAt) return t('cases.cardIssued', { at: listInstant(issuedAt, now) });
  if (state === 'pending') return t('cases.cardIssuesAt', { at: listInstant(issueAt, now) });
  return t('cases.cardReached', { at: listInstant(reachedAt, now) });
}

function Words({ title, text }: { readonly title: string; readonly text: string | null }) {
  return text === null ? null : (
    <p className={styles.words}>
      <b>{title}</b>
      {text}
    </p>
  );
}
