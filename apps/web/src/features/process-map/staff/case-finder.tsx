import { useState, type FormEvent } from 'react';
import { explain } from '../../../api/explain.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/text-field.js';
import { findCase } from '../process-map-api.js';

interface Props {
  readonly processKey: string;
  readonly onFound: (process: string) => void;
  readonly onClose: () => void;
}

/** Asks for the number of the case whose path is to be drawn. */
export function CaseFinder({ processKey, onFound, onClose }: Props) {
  const [subject, setSubject] = useState('');
  const [error, setError] = useState<string>();
  const find = async (): Promise<void> => {
    const typed = subject.trim();
    if (!typed) return;
    try {
      const found = await findCase(typed);
      if (!found) setError(t('processMap.noCase'));
      else if (found.key !== processKey) setError(t('processMap.caseOfOther', { subject: typed }));
      else {
        onFound(found.id);
        onClose();
      }
    } catch (failure) {
      setError(explain(failure));
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void find();
  };
  return (
    <Dialog title={t('processMap.showCase')} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label={t('processMap.caseNumber')}
          hint={t('processMap.caseHint')}
          value={subject}
          onChange={setSubject}
          error={error}
        />
        <Button kind="primary" type="submit">
          {t('processMap.findCase')}
        </Button>
      </form>
    </Dialog>
  );
}
