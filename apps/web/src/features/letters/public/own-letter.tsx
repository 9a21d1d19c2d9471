import { documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import type { Credentials, LetterStatus } from './letter-types.js';
import { Files } from './files.js';
import styles from './own-letter.module.css';

/** The letter as its writer sent it, folded: who opens the page looks for the answer first. */
export function OwnLetter({
  written: { body, eventOn, eventPlace, namedUnits, wantsPublic, attachments },
  kind,
  letter,
}: Pick<LetterStatus, 'written' | 'kind'> & { letter: Credentials }) {
  const rows = [
    [t('tracking.ownPlace'), eventPlace],
    [t('tracking.ownDay'), eventOn && documentDay(eventOn)],
    [t('tracking.ownUnits'), namedUnits.join(t('portal.listComma'))],
    [t('tracking.ownPublic'), consent(kind, wantsPublic)],
  ].filter(([, value]) => value);
  return (
    <details className={styles['own']}>
      <summary>{t('tracking.own')}</summary>
      <div className={styles['text']}>
        <Paragraphs text={body ?? t('tracking.erased')} />
      </div>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {attachments.length > 0 && (
          <div>
            <dt>{t('tracking.ownFiles')}</dt>
            <dd>
              <Files files={attachments} letter={letter} />
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}

function consent(kind: string, wantsPublic: boolean): string {
  if (kind === 'REPORT') return t('writing.reportSecret');
  return t(wantsPublic ? 'writing.publicYes' : 'writing.publicNo');
}
