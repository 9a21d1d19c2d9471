import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import styles from './sign-in.module.css';

interface Props {
  readonly roles: readonly Schemas['DemoRole'][];
  /** Called with the user name. */
  readonly onChoose: (username: string) => void;
}

/** Of a demonstration: who can be tried out, by role. A press fills in the user name. */
export function DemoAccounts({ roles, onChoose }: Props) {
  return (
    <section className={styles.demo} aria-labelledby="demo">
      <h2 id="demo" className={styles.heading}>
        {t('session.demoTitle')}
      </h2>
      <p className={styles.lead}>{t('session.demoText')}</p>
      <ul className={styles.roles}>
        {roles.map(({ role, title, can, accounts }) => (
          <li key={role} className={styles.role}>
            <b>{title}</b>
            <p>{can}</p>
            <div className={styles.accounts}>
              {accounts.map(({ username, title: who }) => (
                <Button key={username} size="small" onPress={() => onChoose(username)}>
                  {who}
                </Button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
