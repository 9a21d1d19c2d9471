import { useMe } from '../../../lib/me.js';
import { useSeconds } from '../../../lib/use-seconds.js';
import { t } from '../../../messages/t.js';
import type { Interview, Question } from '../api.js';
import type { CrewMember, Presence } from '../desk-events.js';
import { byList } from '../interview-state.js';
import styles from './live.module.css';

interface Props {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  readonly presence: Presence | null;
}

/** How many watch, who is there and who writes, the outline, and what follows. */
export function CrewColumn({ interview, questions, presence }: Props) {
  const { answered } = byList(questions);
  // Who does not review counts what the others have passed: the server shows a guest nothing else.
  const approved = questions.filter(({ state }) => state === 'approved').length;
  const figures = [
    ...(presence && interview.liveEndedAt === null
      ? [[presence.readers, t('interviews.watching')] as const]
      : []),
    interview.you.isOffice
      ? ([questions.length, t('interviews.asked')] as const)
      : ([approved, t('interviews.askedApproved')] as const),
    [answered.length, t('interviews.answered')] as const,
  ];
  const crew = presence?.crew ?? membersOf(interview);
  return (
    <>
      <div className={styles.block}>
        <h3>{t('interviews.now')}</h3>
        <dl className={styles.figures}>
          {figures.map(([n, name]) => (
            <div key={name}>
              <dd>{n}</dd>
              <dt>{name}</dt>
            </div>
          ))}
        </dl>
      </div>
      <div className={styles.block}>
        <h3>{t('interviews.crew')}</h3>
        {crew.length === 0 && <p className={styles.hint}>{t('interviews.noCrew')}</p>}
        <ul>
          {crew.map((member) => (
            <Member key={member.account} member={member} isKnown={presence !== null} />
          ))}
        </ul>
      </div>
      <div className={styles.block}>
        <h3>{t('interviews.outline')}</h3>
        <ol className={styles.outline}>
          {interview.outline.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </div>
      <div className={styles.block}>
        <h3>{t('interviews.afterwards')}</h3>
        <ul className={styles.after}>
          <li>{t('interviews.afterQuestions')}</li>
          <li>{t('interviews.afterTranscript')}</li>
          <li>{t('interviews.afterReport')}</li>
        </ul>
      </div>
    </>
  );
}

function Member({ member, isKnown }: { readonly member: CrewMember; readonly isKnown: boolean }) {
  const me = useMe();
  const roles = member.roles.map((role) => t(`interviews.role_${role}`));
  return (
    <li className={styles.member}>
      <span className={styles.badge} aria-hidden>
        {roles[0]?.slice(0, 1)}
      </span>
      <span className={styles.memberName}>
        {roles.join('、')} {member.account === me.username ? t('interviews.you') : member.title}
      </span>
      {isKnown && (
        <span className={`${styles.presence} ${styles[member.state]}`}>
          <PresenceText member={member} />
        </span>
      )}
    </li>
  );
}

function PresenceText({ member: { state, writingAs, awaySince, roles } }: { readonly member: CrewMember }) {
  const now = useSeconds();
  if (state === 'writing')
    return writingAs && roles.length > 1
      ? t('interviews.writingAs', { role: t(`interviews.role_${writingAs}`) })
      : t('interviews.writing');
  if (state === 'here') return t('interviews.here');
  if (awaySince === null) return t('interviews.neverHere');
  const minutes = Math.floor((now.getTime() - Date.parse(awaySince)) / 60_000);
  return minutes < 1 ? t('interviews.awayNow') : t('interviews.awayMinutes', { n: minutes });
}

/** The crew as it was assigned, before anything is known of its presence. */
function membersOf({ crew }: Interview): CrewMember[] {
  const accounts = [...new Set(crew.map(({ account }) => account))];
  return accounts.map((account) => {
    const own = crew.filter((member) => member.account === account);
    const roles = own.map(({ role }) => role as CrewMember['roles'][number]);
    return { account, title: own[0]!.title, roles, state: 'never', writingAs: null, awaySince: null };
  });
}
