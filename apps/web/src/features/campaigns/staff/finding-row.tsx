import { t } from '../../../messages/t.js';
import type { Finding } from '../campaigns-api.js';
import { stateWordOf } from '../model/finding-groups.js';
import styles from './finding-row.module.css';
import { FindingState } from './finding-state.js';

interface Props {
  readonly finding: Finding;
  readonly onOpen: () => void;
  /** Where findings of several units stand together. */
  readonly unitName?: string | undefined;
  readonly isCurrent?: boolean;
}

/** One finding as a line: what is wrong, with which item, and where it stands. */
export function FindingRow({ finding, onOpen, unitName, isCurrent = false }: Props) {
  return (
    <button
      type="button"
      className={styles.row}
      onClick={onOpen}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className={styles.kind}>{problemOf(finding)}</span>
      <span className={styles.item}>
        {finding.item || t('campaigns.withoutUnit')}
        {unitName && <small>{unitName}</small>}
      </span>
      <FindingState word={stateWordOf(finding)} bounces={finding.bounces} />
    </button>
  );
}

/** `要素缺失：联系电话` */
export const problemOf = ({ title, element }: Pick<Finding, 'title' | 'element'>): string =>
  element ? t('campaigns.findingLine', { title, element }) : title;
