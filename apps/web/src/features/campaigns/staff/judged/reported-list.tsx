import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download, GitCompareArrows } from 'lucide-react';
import { listInstant } from '../../../../lib/dates.js';
import { useNow } from '../../../../lib/use-now.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { Table } from '../../../../ui/table.js';
import { campaignQuery, departmentsQuery, itemsQuery, type Department } from '../../campaigns-api.js';
import { comparisonQuery, type ListPair } from '../../lists-api.js';
import { classOf } from '../../model/item-class.js';
import { pairOf } from '../../model/list-pair.js';
import { ListInForce } from '../fields/list-in-force.js';
import styles from './judged.module.css';

interface Props {
  readonly campaign: string;
  readonly unit: string;
}

/** The list that a unit has reported, as the centre accepts or returns it. */
export function ReportedList({ campaign, unit }: Props) {
  const now = useNow();
  const of = useQuery(campaignQuery(campaign));
  const departments = useQuery(departmentsQuery(campaign));
  const error = of.error ?? departments.error;
  if (error && !(of.data && departments.data))
    return (
      <ErrorState error={error} onRetry={() => void Promise.all([of.refetch(), departments.refetch()])} />
    );
  if (!of.data || !departments.data) return <Skeleton />;
  const department = departments.data.find((one) => one.unit === unit);
  if (!department?.reported) return null;
  const { reported, name } = department;
  const title = t('campaigns.reportedBy', { unit: name, at: listInstant(reported.at, now) });
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h3>{title}</h3>
        <Ways
          campaign={campaign}
          department={department}
          isCompared={pairOf(of.data, department) !== undefined}
        />
      </header>
      {reported.list === null ? (
        <>
          <p className={styles.note}>{t('campaigns.reportedUnchanged')}</p>
          <ListInForce campaign={campaign} unit={unit} />
        </>
      ) : (
        <Items campaign={campaign} unit={unit} pair={pairOf(of.data, department)} />
      )}
    </section>
  );
}

interface WaysProps {
  readonly campaign: string;
  readonly department: Department;
  readonly isCompared: boolean;
}

/** To the comparison, and to the file. */
function Ways({ campaign, department: { unit, reported }, isCompared }: WaysProps) {
  return (
    <span className={styles.links}>
      {isCompared && (
        <Link to="/campaigns/$id" params={{ id: campaign }} search={{ tab: 'units', compare: unit }}>
          <GitCompareArrows size={14} aria-hidden /> {t('campaigns.compare')}
        </Link>
      )}
      {reported?.file && (
        <a href={`/api/v1/attachments/${reported.file.id}`} download>
          <Download size={14} aria-hidden /> {reported.file.name}
        </a>
      )}
    </span>
  );
}

interface ItemsProps {
  readonly campaign: string;
  readonly unit: string;
  readonly pair: ListPair | undefined;
}

/** The items, and how many of them are new beside the list in force. */
function Items({ campaign, unit, pair }: ItemsProps) {
  const list = useInfiniteQuery(itemsQuery(campaign, unit, 'reported'));
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton />;
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      <p className={styles.note}>
        {t(list.hasNextPage ? 'campaigns.reportedItemsMore' : 'campaigns.reportedItems', { n: items.length })}
        {pair ? <Changes pair={pair} unit={unit} /> : t('campaigns.nothingToCompare')}
      </p>
      <div className={styles.box}>
        <Table
          caption={t('campaigns.reportedList')}
          rows={items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('campaigns.itemName'), cell: ({ name }) => name },
            { id: 'code', title: t('campaigns.itemCode'), cell: ({ code }) => code },
            { id: 'type', title: t('campaigns.itemType'), cell: classOf },
          ]}
        />
        {list.hasNextPage && (
          <p className={styles.more}>
            <Button size="small" onPress={() => void list.fetchNextPage()}>
              {t('campaigns.loadMore')}
            </Button>
          </p>
        )}
      </div>
    </>
  );
}

function Changes({ pair, unit }: { readonly pair: ListPair; readonly unit: string }) {
  const { data } = useInfiniteQuery(comparisonQuery(pair, unit));
  const counts = data?.pages[0]?.counts;
  return counts ? t('campaigns.reportedChanges', { ...counts }) : null;
}
