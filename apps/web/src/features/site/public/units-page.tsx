import { useState } from 'react';
import { matches } from '../../../lib/pinyin.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { NotRead } from '../../../ui/native/not-read.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { TextInput } from '../../../ui/native/text-input.js';
import './site-texts.js';
import { UnitEntry } from './unit-entry.js';
import { readUnits, type PublicUnit } from './units-api.js';
import styles from './units-page.module.css';

const KINDS = ['DEPARTMENT', 'DIRECT', 'VERTICAL', 'COUNTY'] as const;

/** Units and how to reach them, by kind; a county opens to its offices and townships. */
export function UnitsPage() {
  const { reading, again } = useRead(readUnits);
  const [typed, setTyped] = useState('');
  if (reading.is !== 'read')
    return (
      <NotRead title={t('site.unitsTitle')} state={reading} onRetry={() => void again()} missing={null} />
    );
  const units = reading.value;
  const isSearch = typed.trim() !== '';
  const found = units.filter(({ name, shortName }) => matches(typed, `${name} ${shortName}`));
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('site.unitsTitle')} />
      <p className={styles['lead']}>{t('site.unitsLead')}</p>
      <TextInput
        id="find-unit"
        type="search"
        label={t('site.unitsFind')}
        hint={t('site.unitsFindHint')}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
      />
      <p role="status">
        {isSearch && (found.length > 0 ? t('site.unitsFound', { n: found.length }) : t('site.unitsNone'))}
      </p>
      {isSearch ? <Entries units={found} /> : <Directory units={units} />}
    </div>
  );
}

interface Props {
  readonly units: readonly PublicUnit[];
}

function Directory({ units }: Props) {
  const present = units.filter(({ endedOn }) => endedOn === null);
  const ended = units.filter(({ endedOn }) => endedOn !== null);
  const counties = new Set(units.filter(({ kind }) => kind === 'COUNTY').map(({ code }) => code));
  return (
    <>
      {KINDS.map((kind) => {
        const ofKind = present.filter((unit) => unit.kind === kind && !counties.has(unit.parent));
        return (
          ofKind.length > 0 && (
            <section key={kind} className={styles['part']}>
              <h2>{t(`site.units${kind}`)}</h2>
              <ul className={styles['units']}>
                {ofKind.map((unit) => (
                  <UnitEntry key={unit.code} unit={unit}>
                    {kind === 'COUNTY' && (
                      <Below units={present.filter(({ parent }) => parent === unit.code)} />
                    )}
                  </UnitEntry>
                ))}
              </ul>
            </section>
          )
        );
      })}
      {ended.length > 0 && (
        <section className={styles['part']}>
          <h2>{t('site.unitsEnded')}</h2>
          <Entries units={ended} />
        </section>
      )}
    </>
  );
}

const Entries = ({ units }: Props) => (
  <ul className={styles['units']}>
    {units.map((unit) => (
      <UnitEntry key={unit.code} unit={unit} />
    ))}
  </ul>
);

/** Offices and townships of a county. */
const Below = ({ units }: Props) =>
  units.length > 0 && (
    <details>
      <summary>{t('site.unitsBelow', { n: units.length })}</summary>
      <Entries units={units} />
    </details>
  );
