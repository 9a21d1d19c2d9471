import { useQuery } from '@tanstack/react-query';
import { listInstant, type Instant } from '../../../lib/dates.js';
import { isOfCitizen } from '../../../lib/of-citizen.js';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { FileCards } from '../../../ui/file-cards.js';
import { ReadingText } from '../../../ui/reading-text.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { contentsQuery, fileAddress, filesQuery, type CaseFile, type Content } from '../api.js';
import { writtenIn } from '../written.js';
import styles from './case-contents.module.css';

interface Props {
  readonly processId: string;
  readonly now: Instant;
  /** Only what the citizen has written since; nothing at all when there is none. */
  readonly ofCitizen?: boolean;
}

/** What has been written in a case, the latest first, with its files. */
export function CaseContents({ processId, now, ofCitizen = false }: Props) {
  const contents = useQuery(contentsQuery(processId));
  const { data: files = [] } = useQuery(filesQuery(processId));
  if (ofCitizen && !contents.data) return null;
  if (contents.error) return <ErrorState error={contents.error} onRetry={() => void contents.refetch()} />;
  if (contents.data === undefined) return <Skeleton />;
  if (contents.data === null) return <p className={styles.none}>{t('cases.contentsNotRead')}</p>;
  const written = contents.data.filter(
    (one) => (one.content === null || hasText(one.content)) && (!ofCitizen || isOfCitizen(one)),
  );
  if (written.length === 0 && ofCitizen) return null;
  if (written.length === 0) return <p className={styles.none}>{t('cases.noContents')}</p>;
  return (
    <ol>
      {written.toReversed().map((content) => (
        <li key={`${content.task}-${content.name}-${content.at}`} className={styles.content}>
          <ContentShown of={content} files={files} now={now} />
        </li>
      ))}
    </ol>
  );
}

function hasText(content: unknown): boolean {
  const { texts, files } = writtenIn(content);
  return texts.length + files.length > 0;
}

interface ShownProps {
  readonly of: Content;
  readonly files: readonly CaseFile[];
  readonly now: Instant;
}

function ContentShown({ of, files, now }: ShownProps) {
  const { texts, files: ids } = writtenIn(of.content);
  const own = files.filter(({ id }) => ids.includes(id));
  const outcome = of.outcomeTitle === of.title ? null : of.outcomeTitle;
  const title = [of.title, outcome].filter(Boolean).join(' · ');
  return (
    <>
      <h3>
        {title}
        <span className={styles.by}>
          {of.actor ?? t('cases.citizen')} · {listInstant(of.at, now)}
        </span>
      </h3>
      {of.content === null && <p className={styles.none}>{t('cases.erased')}</p>}
      {texts.map((text, index) => (
        <ReadingText key={index} text={text} />
      ))}
      {own.length > 0 && (
        <FileCards label={t('cases.filesOf', { title })} files={own} addressOf={fileAddress} />
      )}
    </>
  );
}
