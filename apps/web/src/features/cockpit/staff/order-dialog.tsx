import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { addDays, dayOf, startOf } from '../../../lib/dates.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { BatchResultRows, type ResultActs } from '../../../ui/batch-result.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { Dialog } from '../../../ui/dialog.js';
import { KeyHint } from '../../../ui/key-hint.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { onSubmitKey } from '../../../ui/submit-key.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import type { LetterItem } from '../api.js';
import { sendOrders, type OrderBatchResult } from '../orders-api.js';
import styles from './order-dialog.module.css';

interface Props extends ResultActs {
  /** At least one. */
  readonly letters: readonly LetterItem[];
  readonly onClose: () => void;
  /** Called with the rows; what was refused has its reason. */
  readonly onSent: (result: OrderBatchResult) => void;
}

const MOST = 20_000;

/** Sends an order to whoever has the letters now. */
export function OrderDialog({ letters, onClose, onSent, ...acts }: Props) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<'order' | 'urge'>('order');
  const [text, setText] = useState(t('cockpit.orderDefault'));
  const [replyBy, setReplyBy] = useState<string | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const [idempotencyKey] = useState(randomKey);
  const [first] = letters;
  const n = letters.length;
  const numbers = new Map(letters.map(({ processId, letterNo }) => [processId, letterNo]));
  const order = useMutation({
    mutationFn: sendOrders,
    onSuccess: (result) => {
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void queries.invalidateQueries({ queryKey: ['orders'] });
      onSent(result);
      if (n > 1 || result.refused > 0) return;
      toasts.add(t('cockpit.sent', { no: first!.letterNo }));
      onClose();
    },
  });
  if (order.data && (n > 1 || order.data.refused > 0))
    return (
      <BatchResultRows
        subjects={numbers}
        result={order.data}
        done={t(kind === 'order' ? 'cockpit.order' : 'cockpit.kindUrge')}
        onClose={onClose}
        {...acts}
      />
    );
  const send = (): void => {
    if (order.isPending || isUnreadable || text.trim() === '') return;
    const until = replyBy === null ? undefined : startOf(addDays(replyBy, 1));
    order.mutate({ processIds: [...numbers.keys()], kind, text, replyBy: until, idempotencyKey });
  };
  const fields = order.error instanceof ProblemError ? order.error.fields : undefined;
  const unit = first!.current?.unit.name ?? first!.lead?.name ?? '';
  return (
    <Dialog
      title={n === 1 ? t('cockpit.orderTitle', { no: first!.letterNo }) : t('cockpit.orderMany', { n })}
      isOpen
      isWide={n > 1}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cockpit.cancel')}</Button>
          <Button kind="primary" onPress={send} isDisabled={order.isPending}>
            {t(order.isPending ? 'work.submitting' : 'cockpit.send')}
            <KeyHint keys="Ctrl+Enter" />
          </Button>
        </>
      }
    >
      <div className={styles.form} onKeyDownCapture={onSubmitKey(send)}>
        {n === 1 ? (
          <p className={styles.matter}>{first!.title ?? first!.letterNo}</p>
        ) : (
          <p className={styles.numbers}>{[...numbers.values()].join('、')}</p>
        )}
        <SegmentedChoice
          label={t('cockpit.orderKind')}
          value={kind}
          options={[
            { id: 'order', name: t('cockpit.kindOrder') },
            { id: 'urge', name: t('cockpit.kindUrge') },
          ]}
          onChange={(id) => setKind(id as 'order' | 'urge')}
        />
        <p className={styles.matter}>
          {t(kind === 'order' ? 'cockpit.kindOrderNote' : 'cockpit.kindUrgeNote')}
        </p>
        <TextArea
          label={t('cockpit.orderText')}
          value={text}
          onChange={setText}
          rows={4}
          max={MOST}
          autoFocus
          error={fields?.get('text') ?? fields?.get('content.text')}
          hint={n === 1 ? t('cockpit.orderNote', { unit }) : t('cockpit.orderNoteMany')}
        />
        <DateField
          label={t('cockpit.replyBy')}
          value={replyBy}
          today={dayOf(new Date())}
          onChange={(day) => {
            setUnreadable(false);
            setReplyBy(day);
          }}
          onUnreadable={() => setUnreadable(true)}
          error={fields?.get('replyBy') ?? fields?.get('content.replyBy')}
        />
        {order.error && (
          <p role="alert" className={styles.refusal}>
            {explain(order.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
