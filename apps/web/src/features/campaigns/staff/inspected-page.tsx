import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { dayAndTime, documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import type { Finding } from '../campaigns-api.js';
import { markedLines, quoteOf } from '../model/page-marks.js';
import { inspectedPageFile, inspectedPageQuery, type InspectedPage } from '../page-api.js';
import styles from './inspected-page.module.css';

interface Props {
  readonly campaign: string;
  readonly finding: Finding;
  readonly onClose: () => void;
}

/** The page as it was when the finding was made: its text only, with what the finding quotes marked. */
export function InspectedPageDialog({ campaign, finding, onClose }: Props) {
  const page = useQuery(inspectedPageQuery(campaign, finding.id));
  return (
    <Dialog title={t('campaigns.pageThen')} isOpen isWide onClose={onClose}>
      {page.isPending && <Skeleton widths={[60, 100, 100, 80]} />}
      {page.error && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
      {page.data && (
        <>
          <Facts page={page.data} />
          <PageLines page={page.data} quote={quoteOf(finding)} />
          <p className={styles.foot}>
            <span>{t('campaigns.pageNote')}</span>
            <ButtonAnchor href={inspectedPageFile(campaign, finding.id)} download>
              {t('campaigns.pageFile')}
            </ButtonAnchor>
          </p>
        </>
      )}
    </Dialog>
  );
}

function Facts({ page: { address, at, sha256, size, rendered } }: { readonly page: InspectedPage }) {
  const { day, time } = dayAndTime(at);
  return (
    <dl className={styles.facts}>
      <dt>{t('campaigns.address')}</dt>
      <dd className={styles.code}>{address}</dd>
      <dt>{t('campaigns.foundAt')}</dt>
      <dd className="num">{`${documentDay(day)} ${time}`}</dd>
      <dt>{t('campaigns.pageHash')}</dt>
      <dd className={styles.code}>{sha256}</dd>
      <dt>{t('campaigns.pageSize')}</dt>
      <dd>{t(rendered ? 'campaigns.pageRendered' : 'campaigns.pageServed', { size })}</dd>
    </dl>
  );
}

function PageLines({ page, quote }: { readonly page: InspectedPage; readonly quote: string }) {
  const { title, lines, isCut } = page;
  const marked = markedLines(lines, quote);
  const first = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    first.current?.scrollIntoView({ block: 'center' });
  }, []);
  const firstMarked = Math.min(...marked);
  const columns = Math.max(1, ...lines.map(({ cells }) => cells.length));
  return (
    <div className={styles.page} role="region" aria-label={t('campaigns.pageText')} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <tbody>
          {lines.map(({ cells }, place) => (
            <tr key={place} ref={place === firstMarked ? first : undefined}>
              {cells.map((cell, index) => (
                <td key={index} colSpan={index === cells.length - 1 ? columns - index : 1}>
                  {marked.has(place) ? <mark>{cell}</mark> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {quote !== '' && marked.size === 0 && <p className={styles.note}>{t('campaigns.notOnPage')}</p>}
      {isCut && <p className={styles.note}>{t('campaigns.pageCut')}</p>}
    </div>
  );
}
