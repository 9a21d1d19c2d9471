import type { Content } from './api.js';

export interface Order {
  readonly at: string;
  readonly from: string;
  /** 督办单 or 催办 */
  readonly kind: string;
  readonly text: string;
  /** Instant by which an answer is wanted. */
  readonly replyBy: string | undefined;
}

/** Older ones stand in the timeline. */
const SHOWN = 2;

/** The latest orders of supervisors to a case, newest first. Erased ones are left out. */
export function ordersIn(contents: readonly Content[]): Order[] {
  return contents
    .filter(({ task, name }) => task === null && name === 'order')
    .flatMap(({ at, actor, outcomeTitle, title, content }) => {
      const { text, replyBy } = (content ?? {}) as { readonly text?: string; readonly replyBy?: string };
      return text === undefined
        ? []
        : [{ at, from: actor ?? '', kind: outcomeTitle ?? title, text, replyBy }];
    })
    .reverse()
    .slice(0, SHOWN);
}
