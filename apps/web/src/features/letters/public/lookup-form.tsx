import { useState, type FormEvent } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useHydrated } from '../../../lib/use-hydrated.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary, type FieldError } from '../../../ui/native/error-summary.js';
import { TextInput } from '../../../ui/native/text-input.js';
import { folded, keepCode } from './query-codes.js';
import styles from './lookup-form.module.css';

/**
 * Asks for number and code, and opens the letter.
 *
 * @param letterNo filled in already
 * @param refusal why the last try did not open it
 * @param onSame called instead of a navigation when the number is still `letterNo`: its page is open already
 */
export function LookupForm({
  letterNo = '',
  refusal,
  onSame,
}: {
  letterNo?: string;
  refusal?: string | undefined;
  onSame?: () => void;
}) {
  const [no, setNo] = useState(letterNo);
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const navigate = useNavigate();
  const isReady = useHydrated();
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.text;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const missing = [
      ...(no.trim() ? [] : [{ id: 'letterNo', text: t('form.required', { label: t('form.letterNo') }) }]),
      ...(code.trim() ? [] : [{ id: 'queryCode', text: t('form.required', { label: t('form.queryCode') }) }]),
    ];
    setErrors(missing);
    setAttempt((before) => before + 1);
    if (missing.length > 0) return;
    keepCode(folded(no), folded(code));
    if (onSame && folded(no) === letterNo) onSame();
    else void navigate({ to: '/track/$no', params: { no: folded(no) } });
  };

  return (
    <form className={styles['form']} onSubmit={submit} noValidate inert={!isReady}>
      <ErrorSummary errors={errors} general={errors.length === 0 ? refusal : undefined} attempt={attempt} />
      <div className={styles['fields']}>
        <TextInput
          id="letterNo"
          label={t('form.letterNo')}
          value={no}
          onChange={setNo}
          error={errorOf('letterNo')}
          placeholder={t('form.letterNoExample')}
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          id="queryCode"
          label={t('form.queryCode')}
          value={code}
          onChange={setCode}
          error={errorOf('queryCode')}
          placeholder={t('form.queryCodeHint')}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <div className={styles['foot']}>
        <Link to="/help" hash="lost">
          {t('portal.lost')}
        </Link>
        <button type="submit" className={button('primary', 'small')}>
          {t('portal.lookUp')}
        </button>
      </div>
    </form>
  );
}
