import { useEffect, useState } from 'react';
import { Link, useBlocker } from '@tanstack/react-router';
import { CircleCheck, Copy, Download, Printer } from 'lucide-react';
import { documentDay, dayAndTime } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { nextStep } from './next-step.js';
import { saveReceiptPicture } from './receipt-picture.js';
import { dropReceipt, receipt, type KeptReceipt } from './receipt-store.js';
import './writing-texts.js';
import styles from './done-page.module.css';

/** The receipt: number and code, large, once. */
export function DonePage() {
  const [given] = useState(receipt);
  // Whoever leaves by a link has seen it; a reload shows it again.
  useBlocker({
    shouldBlockFn: () => {
      dropReceipt();
      return false;
    },
    enableBeforeUnload: false,
    disabled: !given,
  });
  if (!given)
    return (
      <>
        <PageHeading title={t('writing.doneGone')} />
        <p>{t('writing.doneGoneText')}</p>
        <p className={styles['buttons']}>
          <Link to="/track" className={button('primary')}>
            {t('portal.track')}
          </Link>
          <Link to="/write/notice" className={button('plain')}>
            {t('portal.write')}
          </Link>
        </p>
      </>
    );
  return <ReceiptCard given={given} />;
}

function ReceiptCard({ given }: { given: KeptReceipt }) {
  const { letterNo, queryCode } = given;
  const [copied, setCopied] = useState(false);
  const { day, time } = dayAndTime(given.at);
  const at = `${documentDay(day)}${time}`;
  useEffect(() => {
    scrollTo({ top: 0 });
  }, []);
  return (
    <div className={styles['done']}>
      <PageHeading title={t('writing.doneTitle')}>
        <CircleCheck aria-hidden className={styles['check']} />
        {t('writing.doneTitle')}
      </PageHeading>
      <p>{t('writing.doneLead')}</p>
      <section className={styles['card']} aria-label={t('writing.doneCard')}>
        <h2>{t('writing.doneCard')}</h2>
        <dl>
          <dt>{t('form.letterNo')}</dt>
          <dd data-testid="letter-no">{letterNo}</dd>
          <dt>{t('form.queryCode')}</dt>
          <dd data-testid="query-code">{queryCode}</dd>
        </dl>
        <p>
          {t('writing.doneAt')} {at}
        </p>
      </section>
      <p className={styles['buttons']}>
        <button
          type="button"
          className={button('small')}
          onClick={() => void copy(given).then(() => setCopied(true))}
        >
          <Copy aria-hidden />
          {copied ? t('writing.copied') : t('writing.copy')}
        </button>
        <button type="button" className={button('small')} onClick={() => print()}>
          <Printer aria-hidden />
          {t('paper.print')}
        </button>
        <button type="button" className={button('small')} onClick={() => saveReceiptPicture(given, at)}>
          <Download aria-hidden />
          {t('writing.saveImage')}
        </button>
      </p>
      <h2 className={styles['next']}>{t('writing.doneNext')}</h2>
      <p>
        {given.routedBy
          ? t('writing.nextText') + nextStep(given.routedBy, given.at)
          : t(given.kind === 'REPORT' ? 'writing.nextReport' : 'writing.nextText')}
        {t('writing.doneNextText')}
      </p>
      <p className={styles['buttons']}>
        <Link to="/track/$no" params={{ no: letterNo }} className={button('primary')}>
          {t('writing.seeProgress')}
        </Link>
      </p>
    </div>
  );
}

/** Without TLS browsers have no clipboard: a selected text area has always worked. */
async function copy({ letterNo, queryCode }: KeptReceipt): Promise<void> {
  const text = `${t('form.letterNo')} ${letterNo}\n${t('form.queryCode')} ${queryCode}`;
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
