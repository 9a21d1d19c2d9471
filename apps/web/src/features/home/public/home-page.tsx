import { useEffect, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { PenLine, Search } from 'lucide-react';
import { useLoaded } from '../../../lib/use-loaded.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { Emergency } from './emergency.js';
import { Figures } from './figures.js';
import { GoingOn } from './going-on.js';
import { loadHome } from './home-data.js';
import { HowItGoes } from './how-it-goes.js';
import styles from './home-page.module.css';

/** First page: in an emergency call, write, look a letter up right here. @param lookup the form for number and code */
export function HomePage({ lookup }: { lookup: ReactNode }) {
  const home = useLoaded(loadHome);
  useEffect(() => {
    document.title = t('common.mailbox');
  }, []);
  return (
    <>
      <Emergency />
      <section className={styles['hero']}>
        <div className={`wrap ${styles['columns']}`}>
          <div>
            <h1 tabIndex={-1}>
              {t('portal.heroFirst')}
              <br />
              {t('portal.heroSecond')}
            </h1>
            <p className={styles['lead']}>{t('portal.heroLead')}</p>
            <p className={styles['buttons']}>
              <Link to="/write/notice" className={button('primary')}>
                <PenLine aria-hidden />
                {t('portal.write')}
              </Link>
              <Link to="/help" className={button('plain')}>
                {t('portal.seeScope')}
              </Link>
            </p>
          </div>
          <section className={styles['lookup']} aria-labelledby="lookup-title">
            <h2 id="lookup-title">
              <Search aria-hidden />
              {t('portal.track')}
            </h2>
            {lookup}
          </section>
        </div>
      </section>
      {home && <Figures figures={home.figures} />}
      {home && <GoingOn items={home.goingOn} />}
      <HowItGoes />
    </>
  );
}
