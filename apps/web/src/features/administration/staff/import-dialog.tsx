import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { explain } from '../../../api/explain.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { importAccounts } from '../accounts-api.js';
import styles from './account-pane.module.css';
import { useAccountAct } from './use-account-act.js';
import { useMutation } from '@tanstack/react-query';

/** Problems shown; a file of another kind has one a row. */
const SHOWN = 50;

/** Many accounts from a spreadsheet: first what is wrong with which row, then the rows that are right. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const [file, setFile] = useState<File>();
  const check = useMutation({ mutationFn: (chosen: File) => importAccounts(chosen, { dryRun: true }) });
  const create = useAccountAct(
    (chosen: File) => importAccounts(chosen, { dryRun: false }),
    ({ created }) => t('accounts.imported', { n: created }),
    onClose,
  );
  const error = create.error ?? check.error;
  const result = check.data;
  return (
    <Dialog title={t('accounts.importXlsx')} isOpen onClose={onClose}>
      <div className={styles.import}>
        <p className={styles.note}>{t('accounts.importHow')}</p>
        <label>
          {t('accounts.importFile')}{' '}
          <input
            type="file"
            accept=".xlsx,.csv"
            onChange={({ target }) => {
              const chosen = target.files?.[0];
              setFile(chosen);
              if (chosen) check.mutate(chosen);
            }}
          />
        </label>
        {error && <Banner tone="late">{explain(error)}</Banner>}
        {result && (
          <Banner tone={result.problems.length > 0 ? 'warn' : 'ok'}>
            {t('accounts.importChecked', { valid: result.valid, total: result.total })}
          </Banner>
        )}
        {result && result.problems.length > 0 && (
          <ul className={styles.problems}>
            {result.problems.slice(0, SHOWN).map(({ row, column, message }, index) => (
              <li key={index}>
                {row !== null && <b>{t('accounts.importRow', { row })}</b>} {column} {message}
              </li>
            ))}
          </ul>
        )}
        <p className={styles.line}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={!file || !result || result.valid === 0 || create.isPending}
            onPress={() => file && create.mutate(file)}
          >
            {t('accounts.importCreate', { n: result?.valid ?? 0 })}
          </Button>
        </p>
      </div>
    </Dialog>
  );
}
