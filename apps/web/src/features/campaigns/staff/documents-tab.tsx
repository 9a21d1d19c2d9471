import { useQuery } from '@tanstack/react-query';
import { Clock, Download, ExternalLink, FileText } from 'lucide-react';
import { dayOf, listInstant, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { documentAddress, documentsQuery } from '../campaigns-api.js';
import { expectedOf, versionsOf, type DocumentVersion } from '../model/documents.js';
import styles from './documents-tab.module.css';
import type { TabProps } from './tab-props.js';

/** Documents in their newest version first, each with its formats, and those that are still to come with their day. */
export function DocumentsTab({ campaign, departments, now }: TabProps) {
  const list = useQuery(documentsQuery(campaign.id));
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton />;
  const today = dayOf(now);
  const versions = versionsOf(list.data);
  const expected = campaign.process.endedAt === null ? expectedOf(versions, campaign.dates) : [];
  const isIssued = versions.some(({ kind }) => kind === 'bulletin');
  return (
    <div className={styles.tab}>
      {isIssued && (
        <p>
          <a href={`/bulletins/campaigns/${campaign.id}`} target="_blank" rel="noopener">
            {t('campaigns.publicPage')} <ExternalLink size={13} aria-hidden />
          </a>
        </p>
      )}
      {expected.length > 0 && (
        <ul className={styles.expected} aria-label={t('campaigns.documentsOf')}>
          {expected.map(({ kind, day }) => (
            <li key={kind}>
              <Clock size={14} aria-hidden />
              {t(`campaigns.kind_${kind}`)}
              <small>{t('campaigns.notYet', { day: shortDay(day, today) })}</small>
            </li>
          ))}
        </ul>
      )}
      {versions.length === 0 ? (
        <EmptyState icon={FileText} title={t('campaigns.noDocuments')}>
          <p>{t('campaigns.noDocumentsText')}</p>
        </EmptyState>
      ) : (
        <ul className={styles.documents} aria-label={t('campaigns.documents')}>
          {versions.map((version) => (
            <Version
              key={`${version.kind} ${version.unit} ${version.version}`}
              campaign={campaign.id}
              version={version}
              unitName={departments.find(({ unit }) => unit === version.unit)?.name}
              now={now}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

interface VersionProps {
  readonly campaign: string;
  readonly version: DocumentVersion;
  readonly unitName: string | undefined;
  readonly now: Date;
}

function Version({ campaign, version, unitName, now }: VersionProps) {
  const { kind, title, at, files, unprintable } = version;
  return (
    <li className={styles.document}>
      <FileText size={18} aria-hidden />
      <div className={styles.words}>
        <b>{title}</b>
        <small>
          {t(`campaigns.kind_${kind}`)}
          {unitName && ` · ${unitName}`} · {t('campaigns.version', { n: version.version })} ·{' '}
          {listInstant(at, now)}
          {unprintable > 0 && ` · ${t('campaigns.unprintable', { n: unprintable })}`}
        </small>
      </div>
      <span className={styles.files}>
        {files.map(({ id, format }) => (
          <ButtonAnchor
            key={id}
            href={documentAddress(campaign, id)}
            size="small"
            download
            aria-label={`${t('campaigns.download', { format: format.toUpperCase() })} ${title}`}
          >
            <Download size={14} aria-hidden />
            {format.toUpperCase()}
          </ButtonAnchor>
        ))}
      </span>
    </li>
  );
}
