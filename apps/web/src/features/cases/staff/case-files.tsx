import { useQuery } from '@tanstack/react-query';
import { t } from '../../../messages/t.js';
import { ErrorState } from '../../../ui/error-state.js';
import { FileCards } from '../../../ui/file-cards.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { fileAddress, filesQuery } from '../api.js';
import styles from './case-contents.module.css';

/** Every file of a case. */
export function CaseFiles({ processId }: { readonly processId: string }) {
  const files = useQuery(filesQuery(processId));
  if (files.error) return <ErrorState error={files.error} onRetry={() => void files.refetch()} />;
  if (!files.data) return <Skeleton />;
  if (files.data.length === 0) return <p className={styles.none}>{t('cases.noFiles')}</p>;
  return <FileCards label={t('cases.files')} files={files.data} addressOf={fileAddress} />;
}
