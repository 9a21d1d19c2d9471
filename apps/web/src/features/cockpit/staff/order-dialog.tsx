import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { addDays, dayOf, startOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { Dialog } from '../../../ui/dialog.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { TextArea } from '../../../ui/text-area.js';
import { toasts } from '../../../ui/toasts.js';
import { sendOrder, type LetterItem } from '../api.js';
import styles from './order-dialog.module.css';

interface Props {
  readonly letter: LetterItem;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

const MOST = 20_000;

/** Sends an order to whoever has the letter now. */
export function OrderDialog({ letter, onClose, onSent }: Props) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<'order' | 'urge'>('order');
  const [text, setText] = useState(t('cockpit.orderDefault'));
  const [replyBy, setReplyBy] = useState<string | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const order = useMutation({
    mutationFn: sendOrder,
    onSuccess: () => {
      toasts.add(t('cockpit.sent', { no: letter.letterNo }));
      void queries.invalidateQueries({ queryKey: ['cases'] });
      onSent();
    },
  });
  const send = (): void => {
    if (order.isPending || isUnreadable || text.trim() === '') return;
    const until = replyBy === null ? undefined : startOf(addDays(replyBy, 1));
    order.mutate({ processId: letter.processId, kind, text, replyBy: until, idempotencyKey });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) send();
  };
  const fields = order.error instanceof ProblemError ? order.error.fields : undefined;
  return (
    <Dialog
      title={t('cockpit.orderTitle', { no: letter.letterNo })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cockpit.cancel')}</Button>
          <Button kind="primary" onPress={send}>
            {t('cockpit.send')}
          </Button>
        </>
      }
    >
      <div className={styles.form} onKeyDown={onKeyDown}>
        <p className={styles.matter}>{letter.title ?? letter.letterNo}</p>
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
          hint={t('cockpit.orderNote', { unit: letter.current?.unit.name ?? letter.lead?.name ?? '' })}
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
