import { Fragment } from 'react';
import { Phone } from 'lucide-react';
import { useSite, type Site } from '../../../lib/site.js';
import { t } from '../../../messages/t.js';
import styles from './emergency.module.css';

/** What must not wait for a letter. The numbers call on a phone, and stand there before the site's own have arrived. */
export function Emergency() {
  const site = useSite();
  return (
    <div className={styles['band']}>
      <p className="wrap">
        <Phone aria-hidden />
        <span>
          {t('portal.emergencyBefore')}{' '}
          <Numbers numbers={phones(site?.emergencies) ?? ['110', '119', '120']} />
          {t('portal.emergencyAfter')} <Numbers numbers={phones(site?.contacts) ?? ['12345']} />
          {t('portal.emergencyEnd')}
        </span>
      </p>
    </div>
  );
}

function Numbers({ numbers }: { numbers: readonly string[] }) {
  return numbers.map((number, index) => (
    <Fragment key={number}>
      {index > 0 && t('portal.listComma')}
      <a href={`tel:${number}`}>{number}</a>
    </Fragment>
  ));
}

const phones = (contacts: Site['contacts'] | undefined): readonly string[] | undefined =>
  contacts?.map(({ phone }) => phone);
