import { Link } from '@tanstack/react-router';
import { dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import './site-texts.js';
import styles from './sitemap-page.module.css';

const PARTS = [
  {
    title: 'site.sitemapMain',
    pages: [
      ['/', 'portal.home'],
      ['/write/notice', 'portal.write'],
      ['/track', 'portal.track'],
    ],
  },
  {
    title: 'site.sitemapTakePart',
    pages: [
      ['/interviews', 'portal.interviews'],
      ['/surveys', 'portal.surveys'],
    ],
  },
  {
    title: 'site.sitemapOpen',
    pages: [
      ['/rules', 'portal.rules'],
      ['/bulletins', 'site.sitemapBulletins'],
    ],
  },
  {
    title: 'site.sitemapPolicies',
    pages: [
      ['/consultations', 'portal.consultations'],
      ['/policies', 'portal.policies'],
    ],
  },
  {
    title: 'site.sitemapAbout',
    pages: [
      ['/help', 'portal.help'],
      ['/contacts', 'site.unitsTitle'],
      ['/privacy', 'portal.privacy'],
      ['/accessibility', 'portal.accessibility'],
    ],
  },
] as const;

/** All pages that one can go to. */
export function SitemapPage() {
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('portal.sitemap')} />
      <div className={styles['parts']}>
        {PARTS.map(({ title, pages }) => (
          <section key={title}>
            <h2>{t(title)}</h2>
            <ul>
              {pages.map(([to, name]) => (
                <li key={to}>
                  <Link to={to}>{t(name)}</Link>
                </li>
              ))}
              {title === 'site.sitemapTakePart' && (
                <li>
                  <Link to="/arrangements/$year" params={{ year: dayOf(Date.now()).slice(0, 4) }}>
                    {t('site.sitemapYear')}
                  </Link>
                </li>
              )}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
