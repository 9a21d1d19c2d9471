import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useState } from 'react';
import { clocksQuery } from '../../../api/case-queries.js';
import { useFollow } from '../../../lib/use-live.js';
import { t } from '../../../messages/t.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { TimeLeft } from '../../../ui/time-left.js';
import { unitFindingsQuery, type Campaign, type Department, type Finding } from '../campaigns-api.js';
import { CHECKS, checksOf } from '../model/checks.js';
import { FINDING_GROUPS, findingGroupOf, nextAfter, type FindingGroup } from '../model/finding-groups.js';
import { listWord } from '../model/list-word.js';
import { FindingDetail } from './finding-detail.js';
import { FindingRow } from './finding-row.js';
import { OpenTasks } from './open-tasks.js';
import { useReview } from './use-review.js';
import styles from './unit-pane.module.css';

interface Props {
  readonly campaign: Campaign;
  readonly department: Department;
  /** Where it stands in the table. */
  readonly place: { readonly n: number; readonly all: number } | undefined;
  readonly now: Date;
}

/** One unit: its figures, its time, what is to be done, and its findings with what speaks for and against them. */
export function UnitPane({ campaign, department, place, now }: Props) {
  const { unit, name, process, left } = department;
  useFollow(process?.id);
  const findings = useQuery(unitFindingsQuery(campaign.id, unit));
  const checks = checksOf(left);
  return (
    <>
      <header className={styles.head}>
        <p className={styles.facts}>
          <span>
            {t('campaigns.shouldCheck', {
              n: left.items,
              list: t(`campaigns.list_${listWord(department)}`),
            })}
          </span>
          {process && (
            <Link to="/processes/$id" params={{ id: process.id }}>
              <ArrowUpRight size={14} aria-hidden />
              {t('campaigns.openUnit')}
            </Link>
          )}
        </p>
        <div className={styles.name}>
          <h2>{name}</h2>
          {process && <RectificationTime processId={process.id} now={now} />}
        </div>
        <dl className={styles.figures}>
          {CHECKS.map((check) => (
            <div key={check}>
              <dt>{t(`campaigns.check_${check}`)}</dt>
              <dd>
                {checks[check].open}
                <small>/{checks[check].all}</small>
              </dd>
            </div>
          ))}
        </dl>
      </header>
      {process && <OpenTasks processId={process.id} now={now} />}
      {findings.error && <ErrorState error={findings.error} onRetry={() => void findings.refetch()} />}
      {findings.isPending && <Skeleton />}
      {findings.data &&
        (findings.data.length === 0 ? (
          <EmptyState title={t('campaigns.noFindings')}>
            <p>{t('campaigns.noFindingsText')}</p>
          </EmptyState>
        ) : (
          <UnitFindings
            campaign={campaign}
            unitName={name}
            part={process?.id}
            findings={findings.data}
            now={now}
          />
        ))}
      {place && <p className={styles.foot}>{t('campaigns.place', place)}</p>}
    </>
  );
}

/** The time that is left for the rectification, once it runs. */
function RectificationTime({ processId, now }: { readonly processId: string; readonly now: Date }) {
  const { data: clocks = [] } = useQuery(clocksQuery(processId));
  const clock = clocks.find((one) => one.clock === 'rectification');
  if (!clock || clock.state === 'stopped') return null;
  const limit = {
    dueAt: clock.dueAt ?? undefined,
    ...(clock.state !== 'running' && { state: 'paused' as const, reason: clock.pauses.at(-1)?.reason }),
  };
  return <TimeLeft limit={limit} now={now} />;
}

interface FindingsProps {
  readonly campaign: Campaign;
  readonly unitName: string;
  readonly part: string | undefined;
  readonly findings: readonly Finding[];
  readonly now: Date;
}

/** Findings by what is to be done with them; the first one is open. */
function UnitFindings({ campaign, unitName, part, findings, now }: FindingsProps) {
  const inGroup = (group: FindingGroup): readonly Finding[] =>
    findings.filter((finding) => findingGroupOf(finding) === group);
  const groups = FINDING_GROUPS.filter((group) => inGroup(group).length > 0);
  const [chosenGroup, setGroup] = useState<FindingGroup>();
  const [chosen, setChosen] = useState<string>();
  // A group that has been worked off gives way to the next one.
  const group = groups.find((one) => one === chosenGroup) ?? groups[0]!;
  const shown = inGroup(group);
  const open = shown.find(({ id }) => id === chosen) ?? shown[0]!;
  const review = useReview(campaign, open, () => setChosen(nextAfter(shown, open.id)?.id));
  return (
    <>
      <div className={styles.groups} role="group" aria-label={t('campaigns.findingGroups')}>
        {groups.map((one) => (
          <button key={one} type="button" aria-pressed={one === group} onClick={() => setGroup(one)}>
            {t(`campaigns.findingTab_${one}`)} <span className="num">{inGroup(one).length}</span>
          </button>
        ))}
      </div>
      <ol className={styles.findings}>
        {shown.map((finding) => (
          <li key={finding.id}>
            {finding.id === open.id ? (
              <FindingDetail
                campaign={campaign.id}
                finding={finding}
                unitName={unitName}
                review={review}
                part={part}
                now={now}
              />
            ) : (
              <FindingRow finding={finding} onOpen={() => setChosen(finding.id)} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
