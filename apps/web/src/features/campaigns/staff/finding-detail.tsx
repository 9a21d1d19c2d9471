import { Check, Clock, ExternalLink, FileText, X } from 'lucide-react';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { KeyHint } from '../../../ui/key-hint.js';
import type { Finding } from '../campaigns-api.js';
import { stateWordOf } from '../model/finding-groups.js';
import { ContestWay } from './contest-way.js';
import styles from './finding-detail.module.css';
import { problemOf } from './finding-row.js';
import { FindingState } from './finding-state.js';
import { InspectedPageDialog } from './inspected-page.js';
import { ObjectionPart } from './objection-part.js';
import type { Review } from './use-review.js';

interface Props {
  /** Id of the campaign. */
  readonly campaign: string;
  readonly finding: Finding;
  /** Undefined: nobody is responsible for it. */
  readonly unitName: string | undefined;
  /** What the account may decide on it; undefined: nothing. */
  readonly review: Review | undefined;
  /** The process of its unit, where a reader may want to contest it. */
  readonly part?: string | undefined;
  readonly now: Date;
}

/** A finding with its evidence: where, what was seen, what the page says, and what its unit says. */
export function FindingDetail({ campaign, finding, unitName, review, part, now }: Props) {
  const [isPageShown, setPageShown] = useState(false);
  const { item, address, seenText, excerpt, foundAt, link } = finding;
  return (
    <article className={styles.finding} aria-label={`${item} ${problemOf(finding)}`}>
      <header className={styles.head}>
        <h3>
          {item && `${item}：`}
          {problemOf(finding)}
        </h3>
        <FindingState word={stateWordOf(finding)} bounces={finding.bounces} />
      </header>
      <dl className={styles.facts}>
        <dt>{t('campaigns.address')}</dt>
        <dd>
          <Address address={address} />
        </dd>
        {link && (
          <>
            <dt>{t('campaigns.linkAddress')}</dt>
            <dd>
              <Address address={link.address} />
            </dd>
          </>
        )}
        <dt>{t('campaigns.seen')}</dt>
        <dd>{seenText}</dd>
        <dt>{t('campaigns.foundAt')}</dt>
        <dd className="num">
          {listInstant(foundAt, now)} <Notes finding={finding} />
        </dd>
      </dl>
      {excerpt && (
        <blockquote className={styles.excerpt} aria-label={t('campaigns.excerptOf')}>
          {excerpt}
        </blockquote>
      )}
      {finding.hasPage && (
        <p>
          <Button size="small" onPress={() => setPageShown(true)}>
            <FileText size={14} aria-hidden />
            {t('campaigns.pageThen')}
          </Button>
        </p>
      )}
      {isPageShown && (
        <InspectedPageDialog campaign={campaign} finding={finding} onClose={() => setPageShown(false)} />
      )}
      {link && <Tries link={link} now={now} />}
      <ObjectionPart finding={finding} unitName={unitName} now={now} />
      {part !== undefined && <ContestWay finding={finding} part={part} />}
      {review && <Acts review={review} />}
    </article>
  );
}

/** An inspected address is shown as it is, and opened in a window of its own that knows nothing of this one. */
function Address({ address }: { readonly address: string }) {
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className={styles.address}
      aria-label={t('campaigns.opensElsewhere', { address })}
    >
      {address.replace(/^https?:\/\//, '')}
      <ExternalLink size={13} aria-hidden />
    </a>
  );
}

function Notes({ finding: { carriedFrom, asked, state } }: { readonly finding: Finding }) {
  if (carriedFrom !== null) return `· ${t('campaigns.carriedFrom')}`;
  if (state !== 'open') return null;
  return `· ${t(asked ? 'campaigns.asked' : 'campaigns.newFinding')}`;
}

function Tries({ link, now }: { readonly link: NonNullable<Finding['link']>; readonly now: Date }) {
  return (
    <ol className={styles.tries} aria-label={t('campaigns.tries')}>
      {link.tries.map(({ at, ok }, index) => (
        <li key={`${at} ${index}`} className={ok ? styles.ok : styles.failed}>
          {ok ? <Check size={13} aria-hidden /> : <X size={13} aria-hidden />}
          {t(ok ? 'campaigns.tryOk' : 'campaigns.tryFailed', { at: listInstant(at, now) })}
        </li>
      ))}
      {link.nextTryAt && (
        <li className={styles.next}>
          <Clock size={13} aria-hidden />
          {t('campaigns.nextTry', { at: listInstant(link.nextTryAt, now) })}
        </li>
      )}
    </ol>
  );
}

function Acts({ review: { isDismissed, canConfirm, decide, isBusy, fault } }: { readonly review: Review }) {
  if (isDismissed)
    return (
      <div className={styles.acts}>
        <Button isDisabled={isBusy} onPress={() => decide('restore')}>
          {t('campaigns.restore')}
        </Button>
        <span className={styles.hint} role={fault ? 'alert' : undefined}>
          {fault ?? t('campaigns.restoreHint')}
        </span>
      </div>
    );
  return (
    <div className={styles.acts}>
      <Button kind="primary" isDisabled={!canConfirm || isBusy} onPress={() => decide('confirm')}>
        {t('campaigns.confirm')} <KeyHint keys="Y" />
      </Button>
      <Button isDisabled={isBusy} onPress={() => decide('dismiss')}>
        {t('campaigns.dismiss')} <KeyHint keys="N" />
      </Button>
      <span className={styles.hint} role={fault ? 'alert' : undefined}>
        {fault ?? t(canConfirm ? 'campaigns.confirmHint' : 'campaigns.noUnit')}
      </span>
    </div>
  );
}
