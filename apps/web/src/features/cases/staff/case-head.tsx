import { Link } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '../../../api/case-queries.js';
import { useCaseLink } from '../../../lib/case-links.js';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import styles from './case-head.module.css';

interface Props {
  readonly process: CaseDetail;
  readonly title: string;
  /** Words about the case: class, units, cards. */
  readonly tags: ReactNode;
  /** Where it stands in the list that one came from. */
  readonly place: ReactNode;
  /** The time that is left. */
  readonly due: ReactNode;
}

/** Number, title and state of a case, and the time that is left. */
export function CaseHead({ process, title, tags, place, due }: Props) {
  const toBusiness = useCaseLink(process);
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <p className={styles.number}>
          <span className="num">{process.subject}</span>
          {place}
          {toBusiness}
          <Link
            to="/map/$key"
            params={{ key: process.key }}
            search={{ version: process.version, process: process.id }}
          >
            <Waypoints size={14} aria-hidden /> {t('cases.onMap')}
          </Link>
        </p>
        <h1>{title}</h1>
        <div className={styles.tags}>
          {process.stageTitle && <Tag tone="accent">{process.stageTitle}</Tag>}
          {process.state !== 'running' && <Tag>{t(`cases.state_${process.state}`)}</Tag>}
          {tags}
        </div>
      </div>
      {due}
    </header>
  );
}
