import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { KeyHint } from '../../../ui/key-hint.js';
import type { Outcome } from '../api.js';
import type { DraftState } from '../draft-sync.js';
import { DraftLine } from './draft-line.js';
import { EffectPanel } from './effect-panel.js';
import type { TaskCompletion } from './use-completion.js';
import type { Effect } from './use-effect-preview.js';
import styles from './task-form.module.css';

interface Props {
  readonly outcome: Outcome;
  readonly effect: Effect;
  readonly now: Date;
  readonly draft: DraftState;
  readonly completion: TaskCompletion;
  /** The summary says what is wrong. */
  readonly hasFaults: boolean;
}

/** The foot of the form: the effect, the button, what became of pressing it, and the draft. */
export function FormFoot({ outcome, effect, now, draft, completion, hasFaults }: Props) {
  const { isSending, isWaiting, stopWaiting, refusal } = completion;
  return (
    <div className={styles.foot}>
      <EffectPanel effect={effect} now={now} />
      {isWaiting && (
        <Banner
          tone="warn"
          action={
            <Button size="small" onPress={stopWaiting}>
              {t('doing.stopWaiting')}
            </Button>
          }
        >
          {t('doing.waiting')}
        </Banner>
      )}
      {refusal && !hasFaults && !isWaiting && (
        <Banner tone="late">
          {refusal.problem.status === 401 ? t('doing.sessionEnded') : refusal.message}
        </Banner>
      )}
      <div className={styles.buttons}>
        <Button type="submit" kind="primary">
          {isSending ? t('tasks.submitting') : outcome.title} <KeyHint keys="Ctrl+Enter" />
        </Button>
        <DraftLine state={draft} />
      </div>
    </div>
  );
}
