import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { decideUnmarking, markMajor, requestUnmarking, type PolicyDetail } from '../policy-api.js';
import { ReasonAct } from './reason-act.js';
import styles from './desk.module.css';

type Act =
  | 'PROPOSED_MAJOR'
  | 'PROPOSED_ORDINARY'
  | 'MAJOR'
  | 'ORDINARY'
  | 'MARKED'
  | 'UNMARKING_ASKED'
  | 'UNMARKED'
  | 'UNMARKING_REFUSED';

/** Who has called the policy major or ordinary, and why; and what the legal office may do about it. */
export function Marking({ policy, now }: { readonly policy: PolicyDetail; readonly now: Date }) {
  const { id, classifications, unmarkings, acts } = policy;
  return (
    <section className={styles.panel} aria-labelledby="marking-title">
      <h2 id="marking-title">{t('consultations.whoSays')}</h2>
      <ol className={styles.log}>
        {classifications.map(({ act, reason, account, at }, index) => (
          <li key={index}>
            <span>
              {listInstant(at, now)} {account}
            </span>
            <b>{t(`consultations.act_${act as Act}`)}</b>
            <p>{reason}</p>
          </li>
        ))}
      </ol>
      {unmarkings
        .filter(({ mayDecide }) => mayDecide)
        .map(({ id: unmarking, reason }) => (
          <ReasonAct
            key={unmarking}
            title={t('consultations.decideUnmarking', { reason })}
            acts={[
              {
                name: t('consultations.confirmUnmarking'),
                act: (why) => decideUnmarking(id, unmarking, { reason: why, confirm: true }),
              },
              {
                name: t('consultations.refuseUnmarking'),
                act: (why) => decideUnmarking(id, unmarking, { reason: why, confirm: false }),
              },
            ]}
            policy={id}
          />
        ))}
      {unmarkings.some(({ confirmed, mayDecide }) => confirmed === null && !mayDecide) && (
        <p>{t('consultations.unmarkingPending')}</p>
      )}
      {acts.mark && (
        <ReasonAct
          title={t('consultations.markTitle')}
          acts={[{ name: t('consultations.mark'), act: (why) => markMajor(id, why) }]}
          policy={id}
        />
      )}
      {acts.requestUnmarking && (
        <ReasonAct
          title={t('consultations.unmarkTitle')}
          acts={[{ name: t('consultations.unmark'), act: (why) => requestUnmarking(id, why) }]}
          policy={id}
        />
      )}
    </section>
  );
}
