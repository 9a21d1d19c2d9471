import { t } from '../../../messages/t.js';
import { Table } from '../../../ui/table.js';
import type { ProposalDetail } from '../rules-api.js';
import styles from './rules.module.css';

type Difference = ProposalDetail['differences'][number];
const SHOWN = 40;

/** What differs from what is in force, value by value. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  if (differences.length === 0) return null;
  const value = (one: Difference['before']): string => (one === null ? t('rules.none') : String(one));
  return (
    <>
      <div className={styles.units}>
        <Table
          caption={t('rules.differences')}
          rows={differences.slice(0, SHOWN)}
          keyOf={({ path }) => path}
          columns={[
            { id: 'path', title: t('rules.item'), cell: ({ path }) => <code>{path}</code> },
            { id: 'before', title: t('rules.was'), cell: ({ before }) => value(before) },
            { id: 'after', title: t('rules.becomes'), cell: ({ after }) => value(after) },
          ]}
        />
      </div>
      {differences.length > SHOWN && (
        <p className={styles.small}>{t('rules.differencesMore', { n: differences.length - SHOWN })}</p>
      )}
    </>
  );
}
