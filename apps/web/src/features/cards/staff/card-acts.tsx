import { useState } from 'react';
import { dueText, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { decideCard, DECISIONS, explainCard, stopCard, type CardDetail, type Decision } from '../api.js';
import { stateText } from '../card-state.js';
import { ActForm } from './act-form.js';
import { AppealForm } from './appeal-form.js';

interface Props {
  readonly card: CardDetail;
  readonly now: Date;
}

/** What the account may do with a card. What it may not do now is left out, but for an appeal: it says why. */
export function CardActs({ card, now }: Props) {
  const { acts } = card;
  return (
    <>
      {acts.explain?.allowed && acts.appeal?.allowed && <p>{t('cards.explainOrAppeal')}</p>}
      {acts.decide?.allowed && <DecideOrChange card={card} />}
      {acts.decide && !acts.decide.allowed && card.state === 'appealed' && <p>{acts.decide.refusal?.text}</p>}
      {acts.stop?.allowed && (
        <ActForm
          title={t('cards.stop')}
          note={t('cards.stopNote', { at: listInstant(card.issueAt, now) })}
          label={t('cards.stopReason')}
          field="reason"
          submit={t('cards.submitStop')}
          done={t('cards.stopped')}
          max={2000}
          act={(reason) => stopCard(card.id, reason)}
        />
      )}
      {acts.explain?.allowed && (
        <ActForm
          title={t('cards.statement')}
          note={card.statementDueAt && t('cards.explainBy', { at: dueText(card.statementDueAt, now) })}
          label={t('cards.statement')}
          hint={t('cards.statementHint')}
          field="statement"
          submit={t('cards.submitStatement')}
          done={t('cards.statementSaved')}
          max={20_000}
          act={(statement) => explainCard(card.id, statement)}
        />
      )}
      {acts.appeal?.allowed && <AppealForm card={card} now={now} />}
      {acts.appeal && !acts.appeal.allowed && card.appeal === null && (
        <p>{t('cards.noAppeal', { why: acts.appeal.refusal?.text ?? '' })}</p>
      )}
    </>
  );
}

/** Once it is decided, deciding again is something that one asks for. */
function DecideOrChange({ card }: { readonly card: CardDetail }) {
  const [isChanging, setChanging] = useState(false);
  if (card.decidedAt === null || card.state === 'appealed' || isChanging) return <Decide card={card} />;
  return (
    <div>
      <p>{t('cards.isDecided', { state: stateText(card.state) })}</p>
      <Button size="small" onPress={() => setChanging(true)}>
        {t('cards.changeDecision')}
      </Button>
    </div>
  );
}

function Decide({ card }: { readonly card: CardDetail }) {
  const [decision, setDecision] = useState<Decision>(); // none is suggested
  return (
    <ActForm
      title={t(card.state === 'appealed' ? 'cards.decide' : 'cards.decideWithout')}
      label={t('cards.decisionReason')}
      field="reason"
      submit={
        decision
          ? t('cards.submitDecision', { decision: t(`cards.${decision}`) })
          : t('cards.submitNoDecision')
      }
      done={decision ? t('cards.decided', { decision: t(`cards.${decision}`) }) : ''}
      isReady={decision !== undefined}
      max={2000}
      act={(reason, key) => decideCard(card.id, { decision: decision!, reason }, key)}
    >
      {(isTried) => (
        <RadioGroup
          label={t('cards.decision')}
          value={decision ?? null}
          onChange={(id) => setDecision(id as Decision)}
          error={isTried && !decision ? t('cards.choose') : undefined}
          options={DECISIONS.map((id) => ({ id, name: t(`cards.${id}`), note: t(`cards.${id}Note`) }))}
        />
      )}
    </ActForm>
  );
}
