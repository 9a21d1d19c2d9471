import { t } from '../../../messages/t.js';
import { ChangePassword } from './change-password.js';
import { RequiredFirst } from './required-first.js';

/** In place of every page, until a new password is set. */
export function ExpiredPassword({ onChanged }: { readonly onChanged: () => void }) {
  return (
    <RequiredFirst title={t('session.expiredTitle')} text={t('session.expiredText')}>
      <ChangePassword onChanged={onChanged} />
    </RequiredFirst>
  );
}
