import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { t } from '../../../messages/t.js';
import styles from './second-factor.module.css';

/** Modules of white around it, which cameras need. */
const MARGIN = 4;

/** The address of a key for the camera of a telephone: black on white in every theme. */
export function FactorQr({ uri }: { readonly uri: string }) {
  const code = generate(uri);
  const size = code.size + 2 * MARGIN;
  return (
    <svg
      className={styles.qr}
      viewBox={`${-MARGIN} ${-MARGIN} ${size} ${size}`}
      role="img"
      aria-label={t('session.factorQr')}
      shapeRendering="crispEdges"
    >
      <rect x={-MARGIN} y={-MARGIN} width={size} height={size} fill="#fff" />
      <path d={toSvgPath(code)} fill="#000" />
    </svg>
  );
}
