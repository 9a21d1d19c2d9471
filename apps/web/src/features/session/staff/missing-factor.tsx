import { t } from '../../../messages/t.js';
import { RequiredFirst } from './required-first.js';
import { SetUpFactor } from './set-up-factor.js';

interface Props {
  readonly onConfirmed: () => void;
  readonly onDone: () => void;
}

/** In place of every page, until an account whose role needs a second factor has one. */
export function MissingFactor({ onConfirmed, onDone }: Props) {
  return (
    <RequiredFirst title={t('session.missingFactorTitle')} text={t('session.missingFactorText')}>
      <SetUpFactor hasFactor={false} onConfirmed={onConfirmed} onDone={onDone} />
    </RequiredFirst>
  );
}
