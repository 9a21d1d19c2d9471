import { Link } from '@tanstack/react-router';
import { Check, CircleCheck, CircleDashed, Gavel, Hourglass, Pause, TriangleAlert } from 'lucide-react';
import { Fragment, useEffect, useRef } from 'react';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { MarkTag } from '../../../ui/mark-tag.js';
import { Tag } from '../../../ui/tag.js';
import { factsOf, type Campaign, type Department } from '../campaigns-api.js';
import { CHECKS, checksOf, sumOf, tintOf, type CheckFigure } from '../model/checks.js';
import { isPaused, type Group, type grouped } from '../model/groups.js';
import { listWord } from '../model/list-word.js';
import { percentOf } from '../model/percent.js';
import styles from './heat-table.module.css';

interface Props {
  readonly groups: ReturnType<typeof grouped>;
  /** What the total is of. */
  readonly all: readonly Department[];
  readonly chosen: string | undefined;
  /** Without tints: figures only. */
  readonly isPlain: boolean;
  readonly campaign: Pick<Campaign, 'dates' | 'fallbackList'>;
  readonly now: Date;
}

const COLUMNS = 9;

/** Units by how far they have got; a cell is what is open of what was checked. The total stays in view. */
export function HeatTable({ groups, all, chosen, isPlain, campaign, now }: Props) {
  const current = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className={styles.scroll} role="region" aria-label={t('campaigns.heatTable')} tabIndex={0}>
      <table className={`${styles.table} ${isPlain ? styles.plain : ''}`}>
        <caption className="visually-hidden">{t('campaigns.heatTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('campaigns.columnUnit')}</th>
            <th scope="col">{t('campaigns.columnList')}</th>
            <th scope="col" className={styles.figure}>
              {t('campaigns.columnDue')}
            </th>
            {CHECKS.map((check) => (
              <th key={check} scope="col" className={styles.figure}>
                {t(`campaigns.check_${check}`)}
              </th>
            ))}
            <th scope="col">{t('campaigns.columnRectified')}</th>
            <th scope="col">{t('campaigns.columnCard')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, rows }) => (
            <Fragment key={group}>
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={COLUMNS}>
                  <GroupIcon group={group} /> {t(`campaigns.group_${group}`)}{' '}
                  <span>{t('campaigns.unitsInGroup', { n: rows.length })}</span>
                  <span className={styles.hint}>{hintOf(group, campaign, dayOf(now))}</span>
                </th>
              </tr>
              {rows.map((department) => (
                <tr
                  key={department.unit}
                  ref={department.unit === chosen ? current : undefined}
                  aria-current={department.unit === chosen ? 'true' : undefined}
                >
                  <Row department={department} />
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
        {all.length > 1 && (
          <tfoot>
            <Total all={all} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Row({ department }: { readonly department: Department }) {
  const { unit, name, left, card } = department;
  const word = listWord(department);
  const checks = checksOf(left);
  const isLate = word === 'fallback';
  return (
    <>
      <th scope="row">
        <Link
          from="/campaigns/$id"
          to="."
          search={(search) => ({ ...search, unit })}
          replace
          resetScroll={false}
        >
          {name}
        </Link>
      </th>
      <td>
        <span className={isLate ? styles.late : styles.list}>
          {isLate && <TriangleAlert size={14} aria-hidden />}
          {(word === 'reported' || word === 'unchanged') && <Check size={14} aria-hidden />}
          {t(`campaigns.list_${word}`)}
        </span>
      </td>
      <td className={styles.figure}>{left.items > 0 ? left.items : ''}</td>
      {CHECKS.map((check) => (
        <td key={check} className={styles.figure}>
          <Heat figure={checks[check]} />
        </td>
      ))}
      <td>
        <Rectified part={left.rectified.part} whole={left.rectified.whole} />
      </td>
      <td>
        <span className={styles.marks}>
          {card && <MarkTag level={card} />}
          {((factsOf(department).orders ?? 0) > 0 || department.process?.stage === 'supervised') && (
            <Tag tone="late" icon={Gavel}>
              {t('campaigns.supervised')}
            </Tag>
          )}
          {isPaused(department) && (
            <Tag tone="pause" icon={Pause}>
              {t('campaigns.paused')}
            </Tag>
          )}
        </span>
      </td>
    </>
  );
}

/** Nothing was checked: nothing is said. */
function Heat({ figure, isTotal = false }: { readonly figure: CheckFigure; readonly isTotal?: boolean }) {
  const { open, all } = figure;
  if (all === 0) return null;
  return (
    <span
      className={`${styles.heat} ${isTotal ? '' : (styles[`tint${tintOf(figure)}`] ?? '')}`}
      title={t('campaigns.openAndAll', { open, all })}
    >
      {open}
      <small>/{all}</small>
    </span>
  );
}

function Rectified({ part, whole }: { readonly part: number; readonly whole: number }) {
  if (whole === 0) return null;
  return (
    <span className={styles.rectified}>
      <span>
        {part}
        <small>/{whole}</small>
      </span>
      <span className={styles.bar} aria-hidden>
        <span style={{ width: `${(part / whole) * 100}%` }} />
      </span>
    </span>
  );
}

function Total({ all }: { readonly all: readonly Department[] }) {
  const checks = all.map(({ left }) => checksOf(left));
  const rectified = sumOf(all.map(({ left }) => ({ open: left.rectified.part, all: left.rectified.whole })));
  const lists = all.map((department) => factsOf(department).list);
  const count = (list: string): number => lists.filter((one) => one === list).length;
  // Before anything had to be rectified, a rate of 0 would blame somebody.
  const isDue =
    all.some(({ process }) =>
      ['rechecking', 'supervised', 'ruling', 'finished'].includes(process?.stage ?? ''),
    ) || rectified.open > 0;
  return (
    <tr>
      <th scope="row">{t('campaigns.total', { n: all.length })}</th>
      <td>{t('campaigns.totalLists', { reported: count('REPORTED'), fallback: count('FALLBACK') })}</td>
      <td className={styles.figure}>{all.reduce((sum, { left }) => sum + left.items, 0)}</td>
      {CHECKS.map((check) => (
        <td key={check} className={styles.figure}>
          <Heat figure={sumOf(checks.map((one) => one[check]))} isTotal />
        </td>
      ))}
      <td colSpan={2}>
        {rectified.all > 0 && (
          <>
            {rectified.open}
            <small>/{rectified.all}</small>{' '}
            {t('campaigns.rate', {
              rate: isDue ? percentOf(rectified.open, rectified.all) : t('campaigns.noRate'),
            })}
          </>
        )}
      </td>
    </tr>
  );
}

function GroupIcon({ group }: { readonly group: Group }) {
  if (group === 'rectified' || group === 'clean')
    return <CircleCheck size={15} className={styles.ok} aria-hidden />;
  if (group === 'unrectified' || group === 'unlisted' || group === 'returned' || group === 'partly')
    return <CircleDashed size={15} className={styles.warn} aria-hidden />;
  return <Hourglass size={15} className={styles.going} aria-hidden />;
}

function hintOf(group: Group, { dates, fallbackList }: Props['campaign'], today: string): string {
  const dayNamed = (name: string): string => shortDay(dates.find((date) => date.name === name)!.day, today);
  switch (group) {
    case 'unrectified':
    case 'confirming':
    case 'listed':
    case 'rectified':
      return t(`campaigns.groupHint_${group}`);
    case 'rectifying':
      return t('campaigns.groupHint_rectifying', { day: dayNamed('rectifyBy') });
    case 'unlisted':
      return t(`campaigns.groupHint_unlisted${fallbackList === null ? 'Without' : ''}`, {
        day: dayNamed('listBy'),
      });
    default:
      return '';
  }
}
