import { useState, type FormEvent } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import { admitCode, voidCodes, type AccountDetail } from '../accounts-api.js';
import styles from './account-pane.module.css';
import { useAccountAct } from './use-account-act.js';

/** One-time codes of an account: admitted by the number that the owner tells. No code is ever shown here. */
export function AccountCodes({ account, now }: { readonly account: AccountDetail; readonly now: Date }) {
  const { username, code, codesRequested } = account;
  const [typed, setTyped] = useState('');
  const admit = useAccountAct(
    (checkNumber: string) => admitCode(username, checkNumber),
    () => t('accounts.codeAdmitted'),
    () => setTyped(''),
  );
  const drop = useAccountAct(
    () => voidCodes(username),
    () => t('accounts.codesVoided'),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    admit.mutate(typed.replaceAll(/\D/g, ''));
  };
  return (
    <section className={styles.part} aria-labelledby="codes">
      <h3 id="codes">{t('accounts.codes')}</h3>
      <p className={styles.note}>
        {t('accounts.codesHow')}
        {codesRequested > 0 && <b> {t('accounts.codesRequested', { n: codesRequested })}</b>}
      </p>
      {code?.state === 'ready' && (
        <Banner tone="ok">{t('accounts.ready', { at: listInstant(code.expiresAt, now) })}</Banner>
      )}
      {code?.state === 'admitted' && (
        <Banner
          tone="warn"
          action={
            <Button size="small" isDisabled={admit.isPending} onPress={() => admit.mutate(code.checkNumber)}>
              {t('accounts.confirmCode', { number: code.checkNumber })}
            </Button>
          }
        >
          {t('accounts.admitted', { who: code.admittedByTitle ?? '', number: code.checkNumber })}
        </Banner>
      )}
      {(admit.error ?? drop.error) && <Banner tone="late">{reasonOf(admit.error ?? drop.error)}</Banner>}
      <form className={styles.line} onSubmit={submit}>
        <TextField
          label={t('accounts.checkNumber')}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          autoComplete="off"
        />
        <Button type="submit" isDisabled={admit.isPending || typed.trim() === ''}>
          {t('accounts.admit')}
        </Button>
        {(code ?? codesRequested > 0) && (
          <Button kind="ghost" isDisabled={drop.isPending} onPress={() => drop.mutate(undefined)}>
            {t('accounts.voidCodes')}
          </Button>
        )}
      </form>
    </section>
  );
}
