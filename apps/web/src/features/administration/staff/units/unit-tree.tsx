import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { shortDay } from '../../../../lib/dates.js';
import { t } from '../../../../messages/t.js';
import { Tag } from '../../../../ui/tag.js';
import { branchesOf, type UnitBranch } from '../../unit-tree.js';
import type { ListedUnit, UnitsSearch } from '../../units-api.js';
import styles from './units-page.module.css';

interface Props {
  readonly units: readonly ListedUnit[];
  readonly search: UnitsSearch;
  readonly today: string;
}

/** The units of the prefecture by kind; a county opens to its offices and townships. */
export function UnitTree({ units, search, today }: Props) {
  const root = units.find(({ parent }) => parent === null);
  if (!root) return null;
  const open = units.find(({ code }) => code === search.code);
  return branchesOf(units, root.code).map(({ kind, units: found }) => (
    <section key={kind} className={styles.group} aria-labelledby={`units-${kind}`}>
      <h2 id={`units-${kind}`}>
        {t(`units.${kind}`)} {t('units.below', { n: found.length })}
      </h2>
      {found.map((unit) => (
        <Place
          key={unit.code}
          unit={unit}
          branches={branchesOf(units, unit.code)}
          isOpen={open?.parent === unit.code}
          search={search}
          today={today}
        />
      ))}
    </section>
  ));
}

interface PlaceProps extends Omit<Props, 'units'> {
  readonly unit: ListedUnit;
  readonly branches: readonly UnitBranch[];
  readonly isOpen: boolean;
}

function Place({ unit, branches, isOpen: opensWith, search, today }: PlaceProps) {
  const [isOpen, setOpen] = useState(opensWith);
  const row = <UnitRow unit={unit} search={search} today={today} />;
  if (branches.length === 0) return row;
  return (
    <>
      <div className={styles.county}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t('units.unfold', { name: unit.shortName })}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
        {row}
      </div>
      {isOpen &&
        branches.map(({ kind, units }) => (
          <div key={kind} className={styles.branch}>
            <h3>
              {t(`units.${kind}`)} {t('units.below', { n: units.length })}
            </h3>
            {units.map((one) => (
              <UnitRow key={one.code} unit={one} search={search} today={today} />
            ))}
          </div>
        ))}
    </>
  );
}

interface RowProps {
  readonly unit: ListedUnit;
  readonly search: UnitsSearch;
  readonly today: string;
}

export function UnitRow({ unit: { code, name, validTo }, search, today }: RowProps) {
  return (
    <Link
      to="/units"
      search={{ ...search, code }}
      className={styles.row}
      aria-current={code === search.code ? 'true' : undefined}
    >
      <span className={styles.name}>{name}</span>
      {validTo !== null && (
        <Tag tone={validTo < today ? 'line' : 'warn'}>
          {t(validTo < today ? 'units.ended' : 'units.ending', { on: shortDay(validTo, today) })}
        </Tag>
      )}
      <span className={styles.small}>{code}</span>
    </Link>
  );
}
