import { Check, Hourglass, X } from 'lucide-react';
import { t } from '../messages/t.js';
import { Banner } from './banner.js';
import styles from './batch-result.module.css';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Tag } from './tag.js';

/** What became of a row. */
interface ResultRow {
  readonly id: string;
  readonly state: 'done' | 'accepted' | 'refused';
  readonly problem?: { readonly title: string; readonly detail?: string | undefined } | undefined;
  /** Where its case is now. */
  readonly process?: { readonly stageTitle: string | null } | undefined;
  /** Who was quicker. */
  readonly by?: string | undefined;
}

export interface ResultActs {
  /** Opens a row beside the list. */
  readonly onOpen: (id: string) => void;
  /** Takes a row out of the selection. */
  readonly onDrop: (id: string) => void;
}

interface Props extends ResultActs {
  /** What the rows are about, by id. */
  readonly subjects: ReadonlyMap<string, string>;
  readonly result: { readonly refused: number; readonly items: readonly ResultRow[] };
  /** Title of what was done. */
  readonly done: string;
  readonly onClose: () => void;
}

/** What became of each row. What was refused says why, and stays selected. */
export function BatchResultRows({ subjects, result, done, onClose, onOpen, onDrop }: Props) {
  const n = result.items.length - result.refused;
  const { refused, items } = result;
  const summary =
    refused === 0
      ? t('work.allDone', { n, title: done })
      : n === 0
        ? t('work.noneDone', { all: items.length })
        : t('work.someDone', { all: items.length, n, title: done, refused });
  return (
    <Dialog
      title={t('work.resultTitle')}
      isOpen
      isWide
      onClose={onClose}
      foot={
        <Button kind="primary" onPress={onClose} autoFocus>
          {t('work.closeResult')}
        </Button>
      }
    >
      <Banner tone={refused === 0 ? 'ok' : 'warn'}>{summary}</Banner>
      <table className={styles.result}>
        <caption className="visually-hidden">{t('work.resultTitle')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('tasks.number')}</th>
            <th scope="col">{t('work.resultTitle')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <th scope="row">{subjects.get(row.id)}</th>
              <td>
                <RowResult row={row} done={done} />
                {row.state === 'refused' && (
                  <span className={styles.acts}>
                    <button
                      type="button"
                      onClick={() => {
                        onOpen(row.id);
                        onClose();
                      }}
                    >
                      {t('work.openOne')}
                    </button>
                    <button type="button" onClick={() => onDrop(row.id)}>
                      {t('work.dropOne')}
                    </button>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

interface RowProps {
  readonly row: ResultRow;
  readonly done: string;
}

function RowResult({ row: { state, process, problem, by }, done }: RowProps) {
  if (state === 'accepted')
    return (
      <Tag tone="warn" icon={Hourglass}>
        {t('work.rowAccepted')}
      </Tag>
    );
  if (state === 'done')
    return (
      <>
        <Tag tone="ok" icon={Check}>
          {t('work.rowDone', { title: done })}
        </Tag>
        {process?.stageTitle}
      </>
    );
  const text = by === undefined ? problem?.detail : t('work.rowTaken', { name: by });
  return (
    <>
      <Tag tone="late" icon={X}>
        {problem?.title ?? text}
      </Tag>
      {text !== problem?.title && text}
    </>
  );
}
