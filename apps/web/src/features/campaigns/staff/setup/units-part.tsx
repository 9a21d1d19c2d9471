import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../../api/case-queries.js';
import { t } from '../../../../messages/t.js';
import { Checkbox } from '../../../../ui/checkbox.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { TextField } from '../../../../ui/text-field.js';
import { groupsOf, type UnitGroup } from '../../model/unit-groups.js';
import type { SetupProps } from './setup-props.js';
import styles from './units-part.module.css';

/** The units that take part: by group, or one by one. */
export function UnitsPart({ form, onChange, faultOf }: SetupProps) {
  const { data: units = [] } = useQuery(unitsQuery);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const groups = groupsOf(
    units,
    ({ name, shortName }) => name.includes(wanted) || shortName.includes(wanted),
  );
  const chosen = new Set(form.departments);
  const set = (codes: readonly string[], isChosen: boolean): void => {
    const next = new Set(chosen);
    for (const code of codes)
      if (isChosen) next.add(code);
      else next.delete(code);
    // In the order of the register, however they were chosen.
    onChange({ ...form, departments: units.map(({ code }) => code).filter((code) => next.has(code)) });
  };
  const fault = faultOf('departments');
  return (
    <>
      <div className={styles.head}>
        <TextField label={t('campaignSetup.findUnit')} value={typed} onChange={setTyped} />
        <p role="status">{t('campaignSetup.unitsChosen', { n: chosen.size })}</p>
      </div>
      {groups.length === 0 && <p className={styles.none}>{t('campaignSetup.noUnitFound')}</p>}
      <div className={styles.groups}>
        {groups.map((group) => (
          <Group key={group.kind} group={group} chosen={chosen} onSet={set} />
        ))}
      </div>
      {fault && <FieldError>{fault}</FieldError>}
    </>
  );
}

interface GroupProps {
  readonly group: UnitGroup;
  readonly chosen: ReadonlySet<string>;
  readonly onSet: (codes: readonly string[], isChosen: boolean) => void;
}

function Group({ group: { kind, units }, chosen, onSet }: GroupProps) {
  const count = units.filter(({ code }) => chosen.has(code)).length;
  const title = t(`campaignSetup.kind_${kind}`);
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      <Checkbox
        aria-label={`${title}：${t('campaignSetup.allOf', { n: units.length })}`}
        isSelected={count === units.length}
        isIndeterminate={count > 0 && count < units.length}
        onChange={(isChosen) =>
          onSet(
            units.map(({ code }) => code),
            isChosen,
          )
        }
      >
        {t('campaignSetup.allOf', { n: units.length })}
      </Checkbox>
      <div className={styles.units}>
        {units.map(({ code, shortName }) => (
          <Checkbox key={code} isSelected={chosen.has(code)} onChange={(isChosen) => onSet([code], isChosen)}>
            {shortName}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
