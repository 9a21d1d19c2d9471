import { ChevronUp, Send, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Button } from '../../../ui/button.js';
import { Menu } from '../../../ui/menu.js';
import { SelectionToolbar } from '../../../ui/selection-toolbar.js';
import { late } from '../../../lib/late.js';
import { t } from '../../../messages/t.js';
import type { TaskItem } from '../api.js';
import { commonOutcomes, isSameStep, MAX_BATCH, performerOfAll } from '../batch.js';
import styles from '../../../ui/selection-toolbar.module.css';

const BatchDialog = late(async () => (await import('./batch-dialog.js')).BatchDialog);
const BatchDelegate = late(async () => (await import('./batch-delegate.js')).BatchDelegate);

interface Props {
  readonly tasks: readonly TaskItem[];
  readonly onClear: () => void;
  readonly onOpen: (id: string) => void;
  readonly onDrop: (id: string) => void;
  /** Called with the rows that are done; the others stay selected. */
  readonly onDone: (ids: readonly string[]) => void;
}

type Act = { readonly kind: 'delegate' } | { readonly kind: 'complete'; readonly outcome: string };

/** What can be done with several rows at once. What cannot says why. */
export function SelectionBar({ tasks, onClear, ...result }: Props) {
  const [act, setAct] = useState<Act & { readonly tasks: readonly TaskItem[] }>();
  const close = (): void => setAct(undefined);
  return (
    <>
      {tasks.length > 0 && (
        <Bar tasks={tasks} onClear={onClear} onStart={(next) => setAct({ ...next, tasks })} />
      )}
      {act?.kind === 'complete' && (
        <BatchDialog tasks={act.tasks} outcome={act.outcome} onClose={close} {...result} />
      )}
      {act?.kind === 'delegate' && <BatchDelegate tasks={act.tasks} onClose={close} {...result} />}
    </>
  );
}

interface BarProps extends Pick<Props, 'tasks' | 'onClear'> {
  readonly onStart: (act: Act) => void;
}

function Bar({ tasks, onClear, onStart }: BarProps) {
  const [first, ...others] = commonOutcomes(tasks);
  const performer = performerOfAll(tasks);
  const refusal = refusalOf(tasks, first !== undefined);
  return (
    <SelectionToolbar n={tasks.length} onClear={onClear}>
      {refusal ? (
        <span className={styles.refusal}>{refusal}</span>
      ) : (
        <>
          <Button size="small" onPress={() => onStart({ kind: 'complete', outcome: first!.name })}>
            <Send size={14} aria-hidden />
            {t('work.batch', { title: first!.title })}
          </Button>
          {others.length > 0 && (
            <Menu
              label={t('doing.outcomes')}
              trigger={
                <AriaButton className={styles.more!} aria-label={t('doing.outcomes')}>
                  <ChevronUp size={14} aria-hidden />
                </AriaButton>
              }
              groups={[
                others.map(({ name, title }) => ({
                  id: name,
                  name: t('work.batch', { title }),
                  run: () => onStart({ kind: 'complete', outcome: name }),
                })),
              ]}
            />
          )}
        </>
      )}
      {performer ? (
        <Button size="small" onPress={() => onStart({ kind: 'delegate' })}>
          <UserRound size={14} aria-hidden />
          {t('doing.delegate')}
        </Button>
      ) : (
        isSameStep(tasks) && <span className={styles.refusal}>{t('work.differentUnits')}</span>
      )}
    </SelectionToolbar>
  );
}

function refusalOf(tasks: readonly TaskItem[], hasOutcome: boolean): string | undefined {
  if (tasks.length > MAX_BATCH) return t('work.tooMany', { max: MAX_BATCH });
  if (!isSameStep(tasks)) return t('work.differentSteps');
  return hasOutcome ? undefined : t('work.noOutcome');
}
