import { t } from '../../../messages/t.js';
import { TextField } from '../../../ui/text-field.js';

/** A new password twice, with its rule. @param error of the server */
export function NewPasswordFields({ error, differ }: { error?: string | undefined; differ: boolean }) {
  return (
    <>
      <TextField
        label={t('session.newPassword')}
        name="password"
        type="password"
        autoComplete="new-password"
        isRequired
        hint={t('session.passwordRule')}
        error={error}
      />
      <TextField
        label={t('session.repeatPassword')}
        name="repeat"
        type="password"
        autoComplete="new-password"
        isRequired
        error={differ ? t('session.passwordsDiffer') : undefined}
      />
    </>
  );
}
