import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import type { Schemas } from '../../../api/client.js';
import { addDays } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { NumberField } from '../../../ui/number-field.js';
import { Table } from '../../../ui/table.js';
import { TextField } from '../../../ui/text-field.js';
import {
  lengthText,
  limitRows,
  rowText,
  withAmounts,
  type LimitRow,
  type PolicyBody,
} from '../limit-rows.js';
import { proposePolicy } from '../rules-api.js';
import styles from './rules.module.css';
import { useRuleAct } from './use-rule-act.js';

interface Props {
  readonly policy: PolicyBody;
  /** Every version of every policy, to number the next one. */
  readonly versions: readonly Schemas['TimeLimitPolicyItem'][];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** The limits of a policy with their ladders; the petition office proposes other numbers in the same table. */
export function LimitsTable({ policy, versions, today }: Props) {
  const { roles } = useMe();
  const [changes, setChanges] = useState<ReadonlyMap<string, number>>();
  const change = (path: string, amount: number | undefined): void =>
    setChanges((before) => new Map([...(before ?? []), [path, amount ?? NaN]]));
  const ladder = (part: 'yellow' | 'red', { ladder: its }: LimitRow): string =>
    its?.[part] ? t('rules.after', { length: lengthText(its[part].after) }) : '';
  return (
    <>
      {roles.includes('petition-office') && !changes && (
        <p>
          <Button kind="primary" onPress={() => setChanges(new Map())}>
            {t('rules.change')}
          </Button>
        </p>
      )}
      {changes && (
        <ProposeForm
          policy={policy}
          versions={versions}
          today={today}
          changes={changes}
          onClose={() => setChanges(undefined)}
        />
      )}
      <Table
        caption={t('rules.limits')}
        rows={limitRows(policy)}
        keyOf={({ limit, className }) => `${limit} ${className}`}
        columns={[
          {
            ...{ id: 'title', title: t('rules.limitName') },
            cell: ({ title, className }) => (className === null ? title : `${title}：${className}`),
          },
          {
            ...{ id: 'length', title: t('rules.length') },
            cell: (row) =>
              changes && row.path ? (
                <NumberField
                  label={t(`rules.${row.unit!}`, { n: '' })}
                  value={changes.get(row.path.join('.')) ?? row.amount!}
                  onChange={(amount) => change(row.path!.join('.'), amount)}
                  min={1}
                  max={400}
                />
              ) : (
                rowText(row)
              ),
          },
          {
            ...{ id: 'warning', title: t('rules.warning') },
            cell: ({ ladder: its }) =>
              its?.warning ? t('rules.before', { length: lengthText(its.warning.before) }) : '',
          },
          { id: 'yellow', title: t('rules.yellow'), cell: (row) => ladder('yellow', row) },
          { id: 'red', title: t('rules.red'), cell: (row) => ladder('red', row) },
        ]}
      />
    </>
  );
}

function ProposeForm({
  policy,
  versions,
  today,
  changes,
  onClose,
}: Props & { readonly changes: ReadonlyMap<string, number>; readonly onClose: () => void }) {
  const [title, setTitle] = useState(policy.title);
  const [from, setFrom] = useState<string | null>(addDays(today, 1));
  const propose = useRuleAct(proposePolicy, t('rules.proposed'), onClose);
  const changed = withAmounts(policy, changes);
  const count = limitRows(changed).filter(
    ({ amount }, index) => amount !== limitRows(policy)[index]!.amount,
  ).length;
  const send = (effectiveFrom: string): void => {
    // A policy of its own each year: the ids of presets belong to the releases.
    const id = `QDN-${effectiveFrom.slice(0, 4)}`;
    const known = versions.filter((one) => one.id === id).map(({ version }) => version);
    propose.mutate({ ...changed, id, version: Math.max(0, ...known) + 1, title, effectiveFrom });
  };
  return (
    <div className={styles.form}>
      <TextField label={t('rules.titleOfPolicy')} value={title} onChange={setTitle} maxLength={200} />
      <DateField label={t('rules.effectiveFrom')} value={from} onChange={setFrom} today={today} />
      <span className={styles.small}>
        {count === 0 ? t('rules.nothingChanged') : t('rules.changedCount', { n: count })}
      </span>
      <Button onPress={onClose}>{t('rules.stopChange')}</Button>
      <Button
        kind="primary"
        isDisabled={count === 0 || from === null || propose.isPending}
        onPress={() => from !== null && send(from)}
      >
        {t('rules.propose')}
      </Button>
      {propose.error && <Banner tone="late">{explain(propose.error)}</Banner>}
    </div>
  );
}
