import type { ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../api/explain.js';
import { t } from '../messages/t.js';
import { Banner } from './banner.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { onSubmitKey } from './submit-key.js';
import styles from './act-dialog.module.css';

interface Props {
  readonly title: string;
  /** The verb on the button. */
  readonly act: string;
  readonly isSending: boolean;
  /** What the server refused, unless a field says so. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small form over the page: one act, its button, and why it was refused. */
export function ActDialog({ title, act, isSending, error, onSubmit, onClose, children }: Props) {
  const send = (): void => {
    if (!isSending) onSubmit();
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      {/* Before the fields: some keep Enter for themselves. */}
      <div onKeyDownCapture={onSubmitKey(send)}>
        <Form
          validationBehavior="aria"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <div className={styles.fields}>{children}</div>
          {error !== undefined && error !== null && <Banner tone="late">{explain(error)}</Banner>}
          <p className={styles.buttons}>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" kind="primary">
              {act}
            </Button>
          </p>
        </Form>
      </div>
    </Dialog>
  );
}
