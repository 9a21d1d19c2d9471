import type { LetterStatus } from './letter-types.js';

type Act = LetterStatus['acts'][number];

/** What the server lets the writer do now, with its last day. */
export const openAct = ({ acts }: Pick<LetterStatus, 'acts'>, name: Act['act']): Act | undefined =>
  acts.find(({ act, allowed }) => act === name && allowed);
