import { Fragment } from 'react';
import { Phone } from 'lucide-react';
import { t } from '../../../messages/t.js';
import styles from './emergency.module.css';

const EMERGENCY = ['110', '119', '120'];
const ENQUIRIES = '12345';

/** What must not wait for a letter. The numbers call on a phone. */
export function Emergency() {
  return (
    <div className={styles['band']}>
      <p className="wrap">
        <Phone aria-hidden />
        <span>
          {t('portal.emergencyBefore')}{' '}
          {EMERGENCY.map((number, index) => (
            <Fragment key={number}>
              {index > 0 && t('portal.listComma')}
              <a href={`tel:${number}`}>{number}</a>
            </Fragment>
          ))}
          {t('portal.emergencyAfter')} <a href={`tel:${ENQUIRIES}`}>{ENQUIRIES}</a>
          {t('portal.emergencyEnd')}
        </span>
      </p>
    </div>
  );
}
