import { useCallback } from 'react';
import { documentDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { DocumentBlocks } from '../../../ui/native/document-blocks.js';
import { NotRead } from '../../../ui/native/not-read.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { readRules, rulesAddress } from './rules-api.js';
import './site-texts.js';
import styles from './rules-page.module.css';

const FORMATS = ['docx', 'pdf'] as const;

/** The rules of the mailbox that are in force: limits, cards, accountability. */
export function RulesPage() {
  const { reading, again } = useRead(useCallback(() => readRules(), []));
  if (reading.is !== 'read')
    return <NotRead title={t('portal.rules')} state={reading} onRetry={() => void again()} missing={null} />;
  const { title, policy, version, effectiveFrom, body } = reading.value;
  return (
    <article className={`wrap ${styles['page']}`}>
      <PageHeading title={title} />
      <p className={styles['from']}>
        {t('site.rulesFrom', { policy, version, day: documentDay(effectiveFrom) })}
      </p>
      <ul className={styles['files']} aria-label={t('site.rulesFiles')}>
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={rulesAddress(format)} download className={button('plain')}>
              {t('site.rulesFile', { format: format.toUpperCase() })}
            </a>
          </li>
        ))}
      </ul>
      <DocumentBlocks blocks={body} />
    </article>
  );
}
