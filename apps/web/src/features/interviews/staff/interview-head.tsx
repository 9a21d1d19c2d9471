import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ellipsis, ExternalLink, Eye } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery, type CaseTask } from '../../../api/case-queries.js';
import { clockText } from '../../../lib/clock-text.js';
import { listInstant } from '../../../lib/dates.js';
import { useSeconds } from '../../../lib/use-seconds.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { Menu } from '../../../ui/menu.js';
import type { Interview } from '../api.js';
import { stateOf } from '../interview-state.js';
import { BroadcastDialog, type Broadcast } from './broadcast-dialog.js';
import { CallOffDialog, PostponeDialog } from './notice-dialogs.js';
import { StateTag } from './state-tag.js';
import styles from './interview-page.module.css';

interface Props {
  readonly interview: Interview;
  /** Open tasks of the account's unit and roles. */
  readonly own: readonly CaseTask[];
}

/** Topic, state and clock of an interview, and the acts that concern all of it. */
export function InterviewHead({ interview, own }: Props) {
  const [dialog, setDialog] = useState<Broadcast | 'postpone' | 'callOff'>();
  const { data: units = [] } = useQuery(unitsQuery);
  const now = new Date();
  const state = stateOf(interview);
  const unit = units.find(({ code }) => code === interview.unit)?.name ?? interview.unit;
  const start = own.find(({ name }) => name === 'goLive');
  const end = own.find(({ name }) => name === 'endLive');
  const isAhead = state === 'preparing' || state === 'announced' || state === 'live';
  const close = (): void => setDialog(undefined);
  const { previewAt, liveStartedAt, liveEndedAt } = interview;
  return (
    <header className={styles.head}>
      <StateTag state={state} />
      <div className={styles.names}>
        <h1>{interview.topic}</h1>
        <p className={styles.facts}>
          <span>{unit}</span>
          <span>{t(`interviews.${interview.form as 'text' | 'video'}`)}</span>
          {previewAt && <span>{t('interviews.announcedAt', { at: listInstant(previewAt, now) })}</span>}
          {liveStartedAt && <span>{t('interviews.startedAt', { at: listInstant(liveStartedAt, now) })}</span>}
          {liveEndedAt && <span>{t('interviews.endedAt', { at: listInstant(liveEndedAt, now) })}</span>}
          <Link to="/processes/$id" params={{ id: interview.id }}>
            {t('interviews.process')}
          </Link>
        </p>
      </div>
      {isAhead && <HeadClock interview={interview} />}
      <div className={styles.acts}>
        {previewAt && (
          <ButtonAnchor href={`/interviews/${interview.id}`} target="_blank" rel="noopener">
            <Eye size={16} aria-hidden />
            {t('interviews.seenByPublic')}
            <span className="visually-hidden">{t('interviews.newTab')}</span>
            <ExternalLink size={13} aria-hidden />
          </ButtonAnchor>
        )}
        {start && (
          <>
            <Button onPress={() => setDialog('rehearse')}>{t('interviews.rehearse')}</Button>
            <Button kind="primary" onPress={() => setDialog('start')}>
              {t('interviews.start')}
            </Button>
          </>
        )}
        {end && (
          <Button kind="danger" onPress={() => setDialog('end')}>
            {t('interviews.end')}
          </Button>
        )}
        {isAhead && interview.you.isOffice && (
          <Menu
            label={t('interviews.moreActs')}
            trigger={<IconButton icon={Ellipsis} label={t('interviews.moreActs')} />}
            groups={[
              [
                { id: 'postpone', name: t('interviews.postpone'), run: () => setDialog('postpone') },
                {
                  id: 'callOff',
                  name: t('interviews.callOff'),
                  isDanger: true,
                  run: () => setDialog('callOff'),
                },
              ],
            ]}
          />
        )}
      </div>
      {dialog === 'postpone' && <PostponeDialog interview={interview} onClose={close} />}
      {dialog === 'callOff' && <CallOffDialog interview={interview} onClose={close} />}
      {(dialog === 'start' || dialog === 'rehearse') && start && (
        <BroadcastDialog kind={dialog} task={start} onClose={close} />
      )}
      {dialog === 'end' && end && <BroadcastDialog kind="end" task={end} onClose={close} />}
    </header>
  );
}

const HOUR_MS = 3_600_000;

/** How long it is on air, or how long until it is: within a day. */
function HeadClock({ interview: { liveStartedAt, liveAt } }: Pick<Props, 'interview'>) {
  const now = useSeconds();
  const planned = t('interviews.planned', { at: listInstant(liveAt, now) });
  const left = Date.parse(liveAt) - now.getTime();
  if (liveStartedAt === null && (left < 0 || left > 24 * HOUR_MS))
    return <p className={styles.clock}>{planned}</p>;
  return (
    <p className={styles.clock}>
      <span>{t(liveStartedAt ? 'interviews.elapsed' : 'interviews.until')}</span>
      <b>{clockText(liveStartedAt ? now.getTime() - Date.parse(liveStartedAt) : left)}</b>
      {planned}
    </p>
  );
}
