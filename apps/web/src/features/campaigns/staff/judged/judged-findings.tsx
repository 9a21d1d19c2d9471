import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../../../../lib/use-now.js';
import { t } from '../../../../messages/t.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { departmentsQuery, unitFindingsQuery } from '../../campaigns-api.js';
import { judgedBy } from '../../model/choosable.js';
import { FindingDetail } from '../finding-detail.js';
import { FindingRow } from '../finding-row.js';
import styles from './judged.module.css';

interface Props {
  readonly campaign: string;
  readonly unit: string;
  readonly task: string;
}

/** The findings that a step is about, each with its evidence; contested ones open, with the reason of their unit. */
export function JudgedFindings({ campaign, unit, task }: Props) {
  const now = useNow();
  const list = useQuery(unitFindingsQuery(campaign, unit));
  const { data: departments = [] } = useQuery(departmentsQuery(campaign));
  const [chosen, setChosen] = useState<string>();
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton />;
  const findings = judgedBy(list.data, task);
  const isRuling = task === 'ruleFindings' || task === 'ruleNewFindings';
  const unitName = departments.find((one) => one.unit === unit)?.name;
  const title = t(`campaigns.judged_${isRuling ? 'contested' : task === 'recheck' ? 'declared' : 'open'}`, {
    unit: unitName ?? unit,
    n: findings.length,
  });
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h3>{title}</h3>
        <Link to="/campaigns/$id" params={{ id: campaign }} search={{ unit }}>
          {t('campaigns.onBoard')}
        </Link>
      </header>
      {findings.length > 0 && (
        <ol className={styles.box}>
          {findings.map((finding) => (
            <li key={finding.id}>
              {isRuling || finding.id === chosen ? (
                <FindingDetail
                  campaign={campaign}
                  finding={finding}
                  unitName={unitName}
                  review={undefined}
                  now={now}
                />
              ) : (
                <FindingRow finding={finding} onOpen={() => setChosen(finding.id)} />
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
