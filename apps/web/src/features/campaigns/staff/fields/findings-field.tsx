import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import type { FieldProps } from '../../../../forms/fields/field-props.js';
import { textsOf } from '../../../../forms/fields/field-props.js';
import { useFormSubject, type FormSubject } from '../../../../forms/model/subject.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { Checkbox } from '../../../../ui/checkbox.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { unitFindingsQuery, type Finding } from '../../campaigns-api.js';
import { choosable } from '../../model/choosable.js';
import { departmentOf, type PartOf } from '../../model/department-of.js';
import { problemOf } from '../finding-row.js';
import styles from './findings-field.module.css';

/** Findings of the unit that a task is about, to be ticked: contested, rectified, withdrawn or bounced. */
export function FindingsField(props: FieldProps) {
  const subject = useFormSubject();
  const part = subject && departmentOf(subject.process);
  if (!subject || part?.unit === undefined) return null;
  return <Choice {...props} subject={subject} part={{ ...part, unit: part.unit }} />;
}

interface ChoiceProps extends FieldProps {
  readonly subject: FormSubject;
  readonly part: PartOf & { readonly unit: string };
}

function Choice({ subject, part: { campaign, unit }, ...props }: ChoiceProps) {
  const { field, value, onChange } = props;
  const { label, note, error } = textsOf(props);
  const list = useQuery(unitFindingsQuery(campaign, unit));
  const offered = list.data && choosable(list.data, subject);
  // What silence would mean stands ticked, so that it is seen.
  const begin = field.schema['x-explicit'] === true && value === undefined ? offered : undefined;
  useEffect(() => {
    if (begin && begin.length > 0)
      onChange(
        field.path,
        proposed(begin).map(({ id }) => id),
      );
  });
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!offered) return <Skeleton />;
  const isNewOnly = subject.task === 'rectify' && subject.outcome === 'contest';
  const chosen = new Set(Array.isArray(value) ? value.map(String) : []);
  const set = (ids: readonly string[]): void => onChange(field.path, ids);
  const toggle = (id: string, is: boolean): void =>
    set(offered.map((one) => one.id).filter((one) => (one === id ? is : chosen.has(one))));
  return (
    <div role="group" aria-label={label}>
      <p className={styles.head}>
        <b>{label}</b> {note && <span className={styles.note}>{note}</span>}
        <span className={styles.note}>{t('campaigns.chosen', { n: chosen.size })}</span>
        {offered.length > 1 && (
          <Button size="small" kind="ghost" onPress={() => set(offered.map(({ id }) => id))}>
            {t('campaigns.chooseAll', { n: offered.length })}
          </Button>
        )}
        <Link to="/campaigns/$id" params={{ id: campaign }} search={{ unit }}>
          {t('campaigns.onBoard')}
        </Link>
      </p>
      {offered.length === 0 && (
        <p className={styles.note}>{t(isNewOnly ? 'campaigns.noneNew' : 'campaigns.noneToChoose')}</p>
      )}
      <ul className={styles.list}>
        {offered.map((finding) => (
          <li key={finding.id}>
            <Checkbox
              isSelected={chosen.has(finding.id)}
              onChange={(is) => toggle(finding.id, is)}
              note={noteOf(finding)}
            >
              {finding.item}：{problemOf(finding)}
            </Checkbox>
          </li>
        ))}
      </ul>
      {error && <FieldError>{error}</FieldError>}
    </div>
  );
}

/** Those that the recheck still sees; where it sees none, and before it, all. */
function proposed(offered: readonly Finding[]): readonly Finding[] {
  const still = offered.filter(({ seenAgain }) => seenAgain === true);
  return still.length > 0 ? still : offered;
}

/** What helps to choose: what the recheck saw, that it was bounced, where it is. */
function noteOf({ seenAgain, bounces, asked, address, seenText }: Finding): string {
  const words = [
    seenAgain === true && t('campaigns.stillThere'),
    seenAgain === false && t('campaigns.goneNow'),
    bounces > 0 && t('campaigns.state_bounced', { n: bounces }),
    !asked && t('campaigns.newOne'),
    seenText,
    address.replace(/^https?:\/\//, ''),
  ];
  return words.filter(Boolean).join(' · ');
}
