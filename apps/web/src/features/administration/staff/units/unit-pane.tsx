import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery } from '../../../../api/case-queries.js';
import { processWordsQuery } from '../../../../api/process-words.js';
import { isUnknown } from '../../../../api/problem.js';
import { shortDay } from '../../../../lib/dates.js';
import { useMe } from '../../../../lib/me.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { EmptyState } from '../../../../ui/empty-state.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { IconButton } from '../../../../ui/icon-button.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { Tag } from '../../../../ui/tag.js';
import { changesUnit } from '../../powers.js';
import { unitRecordQuery, type UnitRecord } from '../../units-api.js';
import pane from '../account-pane.module.css';
import { CloseUnitDialog } from './close-unit-dialog.js';
import { ChangeUnitDialog } from './unit-dialogs.js';
import { UnitHistory } from './unit-history.js';
import { WithdrawClosingDialog } from './withdraw-closing-dialog.js';
import styles from './units-page.module.css';

interface Props {
  readonly code: string;
  readonly today: string;
  readonly onClose: () => void;
}

/** One unit: how citizens reach it, what it holds open, and what became of it. */
export function UnitPane({ code, today, onClose }: Props) {
  const { data, error, isPending, refetch } = useQuery(unitRecordQuery(code));
  if (isPending) return <Skeleton />;
  if (isUnknown(error)) return <EmptyState title={error.message} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <UnitOf unit={data} today={today} onClose={onClose} />;
}

interface UnitProps {
  readonly unit: UnitRecord;
  readonly today: string;
  readonly onClose: () => void;
}

function UnitOf({ unit, today, onClose }: UnitProps) {
  const me = useMe();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: words } = useQuery(processWordsQuery('mailbox-letter'));
  const classes = words?.classes ?? {};
  const [isChanging, setChanging] = useState(false);
  const [isClosing, setClosing] = useState(false);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { code, name, shortName, kind, validTo, successor, load, formerNames, predecessors, shares } = unit;
  const nameOf = (of: string | null): string => units.find((one) => one.code === of)?.name ?? of ?? '';
  const hasEnded = validTo !== null && validTo < today;
  return (
    <article className={pane.pane} aria-labelledby="unit-name">
      <header className={pane.head}>
        <h2 id="unit-name">{name}</h2>
        {validTo === null ? (
          <Tag tone="ok">{t('units.active')}</Tag>
        ) : (
          <Tag tone={hasEnded ? 'line' : 'warn'}>
            {t(hasEnded ? 'units.ended' : 'units.ending', { on: shortDay(validTo, today) })}
          </Tag>
        )}
        <IconButton icon={X} size="small" label={t('ui.close')} onPress={onClose} />
      </header>
      <p className={pane.note}>
        {[code, shortName, t(`units.${kind as 'COUNTY'}`), nameOf(unit.parent)].filter(Boolean).join('，')}
      </p>
      {successor !== null && (
        <p>
          <Link to="/units" search={{ code: successor }}>
            {t('units.succeeded', { name: nameOf(successor) })}
          </Link>
        </p>
      )}
      {shares.map((share) => (
        <p key={share.unit}>
          <Link to="/units" search={{ code: share.unit }}>
            {t('units.sharedWith', { name: share.name, what: whatOf(share, classes) })}
          </Link>
        </p>
      ))}
      {predecessors.map((one) => (
        <p key={one.code} className={pane.note}>
          <Link to="/units" search={{ code: one.code, ended: 'true' }}>
            {t(one.inPart ? 'units.continuesPart' : 'units.continues', {
              ...{ name: one.name, on: shortDay(one.validTo ?? '', today) },
            })}
          </Link>
        </p>
      ))}
      {formerNames.map((former) => (
        <p key={former.lastDay} className={pane.note}>
          {t('units.formerly', { on: shortDay(former.lastDay, today), name: former.name })}
        </p>
      ))}
      <p className={pane.note}>{t('units.load', { ...load })}</p>
      <p>
        <Link to="/accounts" search={{ unit: code }}>
          {t('units.seeAccounts')}
        </Link>
      </p>
      <Contact unit={unit} />
      {changesUnit(me, unit) && (
        <p className={pane.acts}>
          <Button onPress={() => setChanging(true)}>{t('units.change')}</Button>
          <Button kind="danger" onPress={() => setClosing(true)}>
            {t('units.closeAct')}
          </Button>
        </p>
      )}
      {validTo !== null && !hasEnded && changesUnit(me, { ...unit, validTo: null }) && (
        <p className={pane.acts}>
          <Button onPress={() => setWithdrawing(true)}>{t('units.withdraw')}</Button>
        </p>
      )}
      <UnitHistory history={unit.history} today={today} />
      {isClosing && <CloseUnitDialog unit={unit} today={today} onClose={() => setClosing(false)} />}
      {isWithdrawing && <WithdrawClosingDialog unit={unit} onClose={() => setWithdrawing(false)} />}
      {isChanging && <ChangeUnitDialog unit={unit} onClose={() => setChanging(false)} />}
    </article>
  );
}

/** Classes and single cases of a share, in words. */
const whatOf = (
  { classes, cases }: UnitRecord['shares'][number],
  titles: Readonly<Record<string, string>>,
): string =>
  [
    ...classes.map((code) => titles[code] ?? code),
    ...(cases > 0 ? [t('units.shareCases', { n: cases })] : []),
  ].join('、');

const CONTACT = ['letterhead', 'contact', 'phone', 'address', 'hours'] as const;

function Contact({ unit }: { readonly unit: UnitRecord }) {
  const given = CONTACT.filter((field) => unit[field] !== null);
  return (
    <section className={pane.part} aria-labelledby="unit-contact">
      <h3 id="unit-contact">{t('units.contactTitle')}</h3>
      {given.length === 0 && <p className={pane.note}>{t('units.noContact')}</p>}
      <dl className={styles.contact}>
        {given.map((field) => (
          <div key={field} className={styles.line}>
            <dt>{t(`units.${field}`)}</dt>
            <dd>{unit[field]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
