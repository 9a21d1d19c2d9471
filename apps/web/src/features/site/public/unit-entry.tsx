import type { ReactNode } from 'react';
import { documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { PublicUnit } from './units-api.js';
import styles from './units-page.module.css';

interface Props {
  readonly unit: PublicUnit;
  readonly children?: ReactNode;
}

/** One unit: how it is reached, or who continues its business. */
export function UnitEntry({ unit, children }: Props) {
  const { name, contact, phone, address, hours, mailbox, endedOn, successor } = unit;
  const lines = [
    [t('site.unitsContact'), contact],
    [t('site.unitsPhone'), phone && <Call to={phone} />],
    [t('site.unitsMailbox'), mailbox && <Call to={mailbox.phone} name={mailbox.name} />],
    [t('site.unitsAddress'), address],
    [t('site.unitsHours'), hours],
  ] as const;
  const given = endedOn === null ? lines.filter(([, value]) => value !== null) : [];
  return (
    <li className={styles['unit']}>
      <b>{name}</b>
      {endedOn !== null && (
        <p className={styles['lead']}>
          {t('site.unitsEndedOn', { on: documentDay(endedOn), name: successor ?? '' })}
        </p>
      )}
      {given.length > 0 && (
        <dl>
          {given.map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </li>
  );
}

/** A telephone number that a phone dials. */
const Call = ({ to, name }: { readonly to: string; readonly name?: string }) => (
  <>
    {name}
    {name && ' '}
    <a href={`tel:${to.replaceAll(/[^0-9+]/g, '')}`}>{to}</a>
  </>
);
