import { t } from '../../../messages/t.js';
import { TextField } from '../../../ui/text-field.js';

interface Props {
  readonly name?: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** Six digits of the authenticator application, or a recovery code. */
export function FactorCodeField({ name = 'code', error, autoFocus = false }: Props) {
  return (
    <TextField
      label={t('session.factorCode')}
      hint={t('session.factorCodeHint')}
      name={name}
      autoComplete="one-time-code"
      isRequired
      autoFocus={autoFocus}
      error={error}
    />
  );
}
