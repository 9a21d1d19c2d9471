import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { TextField } from '../../../ui/text-field.js';
import {
  createGroup,
  suggestionsQuery,
  type ConsultationDetail,
  type Opinion,
  type Suggestion,
} from '../consultation-api.js';
import { clauseLabel } from './opinion-row.js';
import { useDeskAct } from './use-desk-act.js';
import styles from './suggestions.module.css';

interface Props {
  readonly consultation: ConsultationDetail;
  readonly opinions: readonly Opinion[];
}

/** Opinions that may say the same, with their likeness: a person groups them, or does not. */
export function Suggestions({ consultation, opinions }: Props) {
  const { data = [] } = useQuery(suggestionsQuery(consultation.id));
  const byId = new Map(opinions.map((opinion) => [opinion.id, opinion]));
  const known = data.filter(({ opinion, similar }) =>
    [opinion, ...similar.map((one) => one.opinion)].every((id) => byId.has(id)),
  );
  if (known.length === 0) return null;
  return (
    <details className={styles.box} open>
      <summary>{t('consultations.suggestions', { n: known.length })}</summary>
      <ul>
        {known.map((suggestion) => (
          <Proposal
            key={suggestion.opinion}
            suggestion={suggestion}
            byId={byId}
            consultation={consultation}
          />
        ))}
      </ul>
    </details>
  );
}

function Proposal({
  suggestion: { opinion: leader, similar },
  byId,
  consultation,
}: {
  readonly suggestion: Suggestion;
  readonly byId: ReadonlyMap<string, Opinion>;
  readonly consultation: ConsultationDetail;
}) {
  const { id } = consultation;
  const first = byId.get(leader)!;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [summary, setSummary] = useState(() => [...first.body].slice(0, 100).join(''));
  const chosen = similar.filter(({ opinion }) => !left.has(opinion)).map(({ opinion }) => opinion);
  const grouping = useDeskAct<void>(
    () => createGroup(id, { opinions: [leader, ...chosen], summary }),
    () => t('consultations.grouped', { n: chosen.length + 1 }),
  );
  return (
    <li className={styles.proposal}>
      <p>
        <b>{clauseLabel(consultation, first.clause)}</b> {first.body}
      </p>
      {similar.map(({ opinion, score }) => (
        <Checkbox
          key={opinion}
          isSelected={!left.has(opinion)}
          onChange={(isIn) =>
            setLeft(
              (before) => new Set(isIn ? [...before].filter((one) => one !== opinion) : [...before, opinion]),
            )
          }
          note={t('consultations.likeness', { percent: Math.round(score * 100) })}
        >
          {byId.get(opinion)!.body}
        </Checkbox>
      ))}
      <div className={styles.act}>
        <TextField label={t('consultations.summary')} value={summary} onChange={setSummary} />
        <Button isDisabled={chosen.length === 0} onPress={() => grouping.mutate()}>
          {t('consultations.group', { n: chosen.length + 1 })}
        </Button>
      </div>
      {grouping.error && <Banner tone="late">{reasonOf(grouping.error)}</Banner>}
    </li>
  );
}
