import { useQueries } from '@tanstack/react-query';
import { t } from '../../../messages/t.js';
import { FileCards } from '../../../ui/file-cards.js';
import { describeFile, fileAddress } from '../acts-api.js';

/** The files of a content, which names them by id. Those that the account may not read are left out. */
export function ContentFiles({ content }: { readonly content: unknown }) {
  const ids = filesOf(content);
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['file', id],
      staleTime: Infinity,
      retry: false,
      queryFn: () => describeFile(id),
    })),
  });
  const files = found.flatMap(({ data }) => data ?? []);
  if (files.length === 0) return null;
  return <FileCards label={t('doing.files')} files={files} addressOf={fileAddress} />;
}

const filesOf = (content: unknown): string[] => {
  const ids = (content as { attachmentIds?: unknown } | null)?.attachmentIds;
  return Array.isArray(ids) ? ids.map(String) : [];
};
