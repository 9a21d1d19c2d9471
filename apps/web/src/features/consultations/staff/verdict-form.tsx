import { useEffect, useRef, type KeyboardEvent } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { timeOf } from '../../../lib/dates.js';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { KeyHints } from '../../../ui/key-hint.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { TextArea } from '../../../ui/text-area.js';
import { giveVerdict, type Opinion } from '../consultation-api.js';
import { VERDICTS, type Verdict } from '../feedback-groups.js';
import type { AnswerUnit } from '../opinion-rows.js';
import { useDeskAct } from './use-desk-act.js';
import type { VerdictDraft } from '../verdict-draft-sync.js';
import type { useVerdictDrafts } from './use-verdict-drafts.js';
import styles from './desk.module.css';

interface Props {
  readonly id: string;
  /** The chosen ones, at least one. */
  readonly units: readonly AnswerUnit<Opinion>[];
  readonly drafts: ReturnType<typeof useVerdictDrafts>;
  readonly onDone: () => void;
}

/** One verdict and one reason for everything that is chosen. `1…4` choose, `R` goes to the reason, `Ctrl Enter` answers. */
export function VerdictForm({ id, units, drafts, onDone }: Props) {
  const box = useRef<HTMLFormElement>(null);
  const [{ key: first, opinions: members }] = units as [AnswerUnit<Opinion>];
  const given = members[0]!;
  const { sync, state } = drafts;
  const draft: VerdictDraft = state.drafts[first] ?? {
    verdict: (given.verdict ?? undefined) as Verdict | undefined,
    reason: given.verdictReason ?? '',
  };
  const ids = units.flatMap(({ opinions }) => opinions.map((opinion) => opinion.id));
  const answering = useDeskAct<{ verdict: Verdict; reason: string }>(
    (verdict) => giveVerdict(id, { opinions: ids, ...verdict }),
    ({ verdict }) => t('consultations.answered', { n: ids.length, verdict: t(`consultations.${verdict}`) }),
  );
  const fault = answering.error instanceof ProblemError ? answering.error.fields.get('reason') : undefined;
  const change = (part: Partial<VerdictDraft>): void => sync.change(first, { ...draft, ...part });
  const submit = (): void => {
    const { verdict, reason } = draft;
    if (!verdict || answering.isPending) return;
    answering.mutate(
      { verdict, reason },
      {
        onSuccess: () => {
          sync.forget(units.map(({ key }) => key));
          onDone();
        },
      },
    );
  };
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(
    () =>
      keys.add([
        ...VERDICTS.map((verdict, index) => ({
          keys: String(index + 1),
          title: t(`consultations.${verdict}`),
          run: () => latest.current({ verdict }),
        })),
        {
          keys: 'R',
          title: t('consultations.toReason'),
          run: () => box.current?.querySelector('textarea')?.focus(),
        },
      ]),
    [],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  };
  return (
    <form
      ref={box}
      className={styles.form}
      aria-label={t('consultations.answerForm')}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.formHead}>
        <b>
          {units.length > 1
            ? t('consultations.answerMany', { units: units.length, n: ids.length })
            : t('consultations.answerOne', { n: ids.length })}
        </b>
        {state.savedAt !== undefined && (
          <span role="status">
            {t(state.isAtServer ? 'consultations.savedAt' : 'consultations.savedHere', {
              time: timeOf(state.savedAt),
            })}
          </span>
        )}
      </p>
      <SegmentedChoice
        label={t('consultations.verdict')}
        options={VERDICTS.map((verdict, index) => ({
          id: verdict,
          name: t(`consultations.${verdict}`),
          keys: String(index + 1),
        }))}
        value={draft.verdict ?? ''}
        onChange={(verdict) => change({ verdict: verdict as Verdict })}
      />
      <TextArea
        label={t('consultations.reason')}
        hint={t('consultations.reasonHint')}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
        rows={2}
        max={2000}
        error={fault}
      />
      {answering.error && fault === undefined && <Banner tone="late">{reasonOf(answering.error)}</Banner>}
      <div className={styles.formFoot}>
        <Button type="submit" kind="primary" isDisabled={draft.verdict === undefined}>
          {t('consultations.answer', { n: ids.length })}
        </Button>
        <KeyHints
          items={[
            ['R', t('consultations.toReason')],
            ['Ctrl+Enter', t('consultations.answerNow')],
            ['X', t('consultations.select')],
          ]}
        />
      </div>
    </form>
  );
}
