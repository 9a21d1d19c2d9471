import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';

/** That something was not read, and the way to try again. */
export function Failure({ why, onAgain }: { readonly why: string; readonly onAgain: () => void }) {
  return (
    <div role="alert">
      <strong>{t('bulletins.failed')}</strong>
      <p>{why}</p>
      <button type="button" className={button('primary')} onClick={onAgain}>
        {t('bulletins.again')}
      </button>
    </div>
  );
}
