import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { TextField } from '../../../ui/text-field.js';

interface Props {
  readonly account: string | undefined;
  readonly onChange: (account: string | undefined) => void;
}

/** Whose acts: taken when Enter is pressed or the field is left, because each look at the log is an entry. */
export function AccountFilter({ account, onChange }: Props) {
  const [typed, setTyped] = useState(account ?? '');
  const take = (): void => {
    const wanted = typed.trim() || undefined;
    if (wanted !== account) onChange(wanted);
  };
  return (
    <TextField
      label={t('audit.account')}
      note={t('audit.accountNote')}
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
