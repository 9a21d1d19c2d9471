import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Gavel, ListChecks } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Me } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { demoAccountsQuery } from '../api.js';
import { DemoAccounts } from './demo-accounts.js';
import { FirstSignIn } from './first-sign-in.js';
import { SignInForm } from './sign-in-form.js';
import styles from './sign-in.module.css';

const POINTS = [
  { icon: ListChecks, title: 'session.point1', text: 'session.point1Text' },
  { icon: CalendarClock, title: 'session.point2', text: 'session.point2Text' },
  { icon: Gavel, title: 'session.point3', text: 'session.point3Text' },
] as const;

/** The first page of the console: what it is, the way in, and on a demonstration the accounts to try it with. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: (me: Me) => void }) {
  const { data: roles } = useQuery(demoAccountsQuery);
  const [isFirst, setFirst] = useState(false);
  const [suggested, setSuggested] = useState<string>();
  const panel = useRef<HTMLElement>(null);
  return (
    <div className={styles.page}>
      <main className={styles.columns}>
        <section className={styles.intro}>
          <p className={styles.brand}>
            <span className={styles.seal} aria-hidden>
              {t('shell.seal')}
            </span>
            {t('shell.place')}
          </p>
          <h1 className={styles.title}>{t('session.product')}</h1>
          <p className={styles.what}>{t('session.what')}</p>
          <ul className={styles.points}>
            {POINTS.map(({ icon: Icon, title, text }) => (
              <li key={title}>
                <Icon size={20} aria-hidden />
                <span>
                  <b>{t(title)}</b>
                  {t(text)}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section ref={panel} className={styles.panel} aria-labelledby="sign-in">
          <h2 id="sign-in" className={styles.heading}>
            {t(isFirst ? 'session.firstTitle' : 'session.title')}
          </h2>
          {isFirst ? (
            <FirstSignIn onSignedIn={onSignedIn} onBack={() => setFirst(false)} />
          ) : (
            <>
              <p className={styles.lead}>
                {t('session.lead')} <a href="/">{t('session.toPortal')}</a>
              </p>
              <SignInForm onSignedIn={onSignedIn} {...(suggested !== undefined && { suggested })} />
              <p className={styles.other}>
                <Button kind="ghost" onPress={() => setFirst(true)}>
                  {t('session.first')}
                </Button>
              </p>
            </>
          )}
        </section>
      </main>
      {roles && (
        <DemoAccounts
          roles={roles}
          onChoose={(username) => {
            setFirst(false);
            setSuggested(username);
            panel.current?.scrollIntoView({ block: 'center' });
          }}
        />
      )}
    </div>
  );
}
