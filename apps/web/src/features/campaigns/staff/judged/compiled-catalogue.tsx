import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../../../messages/t.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { Table } from '../../../../ui/table.js';
import { departmentsQuery } from '../../campaigns-api.js';
import { listWord } from '../../model/list-word.js';
import styles from './judged.module.css';

/** The catalogue before it is frozen: how many items of which unit, and what freezing it begins. */
export function CompiledCatalogue({ campaign }: { readonly campaign: string }) {
  const departments = useQuery(departmentsQuery(campaign));
  if (departments.error && !departments.data)
    return <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />;
  if (!departments.data) return <Skeleton />;
  const items = departments.data.reduce((sum, { left }) => sum + left.items, 0);
  const title = t('campaigns.compiled', { n: items, units: departments.data.length });
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h3>{title}</h3>
        <Link to="/campaigns/$id" params={{ id: campaign }} search={{ tab: 'items' }}>
          {t('campaigns.wholeCatalogue')}
        </Link>
      </header>
      <p className={styles.note}>{t('campaigns.freezeBegins')}</p>
      <div className={styles.box}>
        <Table
          caption={t('campaigns.itemsByUnit')}
          rows={departments.data}
          keyOf={({ unit }) => unit}
          columns={[
            {
              id: 'unit',
              title: t('campaigns.columnUnit'),
              cell: ({ unit, name }) => (
                <Link to="/campaigns/$id" params={{ id: campaign }} search={{ tab: 'items', unit }}>
                  {name}
                </Link>
              ),
            },
            {
              id: 'list',
              title: t('campaigns.columnList'),
              cell: (department) => t(`campaigns.list_${listWord(department)}`),
            },
            {
              id: 'items',
              title: t('campaigns.columnItems'),
              isFigure: true,
              cell: ({ left }) => left.items,
            },
          ]}
        />
      </div>
    </section>
  );
}
