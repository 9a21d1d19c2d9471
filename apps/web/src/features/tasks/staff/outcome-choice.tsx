import { Lock } from 'lucide-react';
import { useEffect } from 'react';
import { Radio, RadioGroup, Text } from 'react-aria-components/RadioGroup';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { KeyHint } from '../../../ui/key-hint.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import type { Outcome } from '../api.js';
import styles from './outcome-choice.module.css';

interface Props {
  readonly outcomes: readonly Outcome[];
  /** Approving and sending back have letters: `A`, `B`. */
  readonly letters?: boolean;
  /** Undefined: none is chosen yet. */
  readonly value: string | undefined;
  readonly onChange: (name: string) => void;
}

/** Width of the narrowest pane, of a character and of what surrounds a title, px. */
const PANE = 328;
const CHARACTER = 13;
const AROUND = 14;

/** What the task may end with. What cannot be chosen now stays, with the server's reason. `1` to `9` choose. */
export function OutcomeChoice({ outcomes, letters = false, value, onChange }: Props) {
  useOutcomeKeys(outcomes, onChange);
  if (outcomes.length === 1 && outcomes[0]!.allowed) return null;
  if (fitsSideBySide(outcomes)) {
    return (
      <div className={styles.segments}>
        <SegmentedChoice
          label={t('doing.outcomes')}
          options={outcomes.map(({ name, title }, index) => ({
            id: name,
            name: title,
            keys: letters ? 'AB'[index] : undefined,
          }))}
          value={value}
          onChange={onChange}
        />
      </div>
    );
  }
  return (
    <RadioGroup
      aria-label={t('doing.outcomes')}
      value={value ?? null}
      onChange={onChange}
      className={styles.list!}
    >
      {outcomes.map(({ name, title, allowed, refusal }, index) => (
        <Radio key={name} value={name} isDisabled={!allowed} className={styles.outcome!}>
          <span className={styles.dot} aria-hidden />
          <span className={styles.text}>
            {title}
            {refusal && (
              <Text slot="description" className={styles.refusal!}>
                <Lock size={12} aria-hidden /> {refusal.text}
              </Text>
            )}
          </span>
          {index < 9 && allowed && (
            <span className={styles.key} aria-hidden>
              <KeyHint keys={String(index + 1)} />
            </span>
          )}
        </Radio>
      ))}
    </RadioGroup>
  );
}

const fitsSideBySide = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every(({ allowed }) => allowed) &&
  outcomes.reduce((sum, { title }) => sum + title.length * CHARACTER + AROUND, 0) <= PANE;

function useOutcomeKeys(outcomes: readonly Outcome[], onChange: (name: string) => void): void {
  useEffect(
    () =>
      keys.add(
        outcomes
          .slice(0, 9)
          .flatMap(({ name, title, allowed }, index) =>
            allowed ? [{ keys: String(index + 1), title, run: () => onChange(name) }] : [],
          ),
      ),
    [outcomes, onChange],
  );
}
