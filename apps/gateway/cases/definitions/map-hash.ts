import { createHash } from 'node:crypto';
import type { ProcessMap } from '../../../../workflows/engine/analysis/map.js';

/** Identifies a map: a drawing that was made of another one is not shown. */
export const mapHash = ({ nodes, edges }: ProcessMap): string =>
  createHash('sha256')
    .update(JSON.stringify([nodes, edges]))
    .digest('base64url')
    .slice(0, 22);
