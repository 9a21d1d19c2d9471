import { useCallback, useState, type ReactNode } from 'react';
import { explain } from '../../../api/explain.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import type { Page } from './api.js';
import './consulting-texts.js';
import styles from './paged-list.module.css';

/** A list that grows by a button. @param load must stay the same function */
export function PagedList<Item extends { readonly id: string }>({
  load,
  empty,
  children,
}: {
  load: (cursor?: string) => Promise<Page<Item>>;
  empty: ReactNode;
  children: (item: Item) => ReactNode;
}) {
  const first = useCallback(() => load(), [load]);
  const { reading, again } = useRead(first);
  const [later, setLater] = useState<readonly Page<Item>[]>([]);
  const [failure, setFailure] = useState<string>();
  if (reading.is === 'loading') return <p role="status">{t('common.loading')}</p>;
  if (reading.is !== 'read')
    return (
      <div role="alert" className={styles['failure']}>
        <p>{reading.is === 'failed' ? explain(reading.error) : t('common.notFoundText')}</p>
        <button type="button" className={button('plain', 'small')} onClick={() => void again()}>
          {t('common.retry')}
        </button>
      </div>
    );
  const pages = [reading.value, ...later];
  const items = pages.flatMap((page) => page.items);
  const cursor = pages.at(-1)!.nextCursor;
  const more = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const page = await load(cursor!);
      setLater((before) => [...before, page]);
    } catch (error) {
      setFailure(explain(error));
    }
  };
  if (items.length === 0) return <p className={styles['empty']}>{empty}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {items.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
      {failure && <p role="alert">{failure}</p>}
      {cursor !== null && (
        <button type="button" className={button('plain', 'small')} onClick={() => void more()}>
          {t('consulting.more')}
        </button>
      )}
    </>
  );
}
