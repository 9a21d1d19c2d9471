import { t } from '../../../messages/t.js';
import { Table } from '../../../ui/table.js';
import { partText, partTitle, type PolicyBody } from '../limit-rows.js';
import type { ProposalDetail } from '../rules-api.js';
import styles from './rules.module.css';

type Difference = ProposalDetail['differences'][number];
const SHOWN = 40;

/** What differs from what is in force, value by value. */
export function Differences({ proposal: { differences, content } }: { readonly proposal: ProposalDetail }) {
  if (differences.length === 0) return null;
  const { limits } = content as Partial<PolicyBody>;
  const titleOf = ({ path }: Difference) => partTitle(path, limits) ?? <code>{path}</code>;
  return (
    <>
      <div className={styles.units}>
        <Table
          caption={t('rules.differences')}
          rows={differences.slice(0, SHOWN)}
          keyOf={({ path }) => path}
          columns={[
            { id: 'path', title: t('rules.item'), cell: titleOf },
            { id: 'before', title: t('rules.was'), cell: ({ path, before }) => partText(path, before) },
            { id: 'after', title: t('rules.becomes'), cell: ({ path, after }) => partText(path, after) },
          ]}
        />
      </div>
      {differences.length > SHOWN && (
        <p className={styles.small}>{t('rules.differencesMore', { n: differences.length - SHOWN })}</p>
      )}
    </>
  );
}
