import { Send } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { CaseDetail } from '../../api/case-queries.js';
import { Button } from '../../ui/button.js';
import styles from './case-act.module.css';

// Opened by few: not in the page's first script.
const MessageDialog = lazy(async () => ({
  default: (await import('../../features/tasks/staff/message-dialog.js')).MessageDialog,
}));

type Message = CaseDetail['acts']['messages'][number];

/** What may be sent to a case without a step in it, for example a supervisor's order. The server says what is possible. */
export function CaseMessages({ process }: { readonly process: CaseDetail }) {
  const [open, setOpen] = useState<Message>();
  const messages = process.acts.messages.filter(({ allowed }) => allowed);
  if (messages.length === 0) return null;
  return (
    <div className={styles.messages}>
      {messages.map((message) => (
        <Button key={message.name} onPress={() => setOpen(message)}>
          <Send size={16} aria-hidden />
          {message.title}
        </Button>
      ))}
      <Suspense>
        {open && <MessageDialog process={process} message={open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}
