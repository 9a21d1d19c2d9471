import { indexedDbDrafts } from '../../lib/draft-store.js';
import type { Me } from '../../lib/me.js';

/** What this device keeps of forms that were not submitted. */
export const deviceDrafts = indexedDbDrafts();

/** Colleagues who share a computer share no drafts. */
export const draftKey = (me: Pick<Me, 'id'>, task: string): string => `task/${me.id}/${task}`;
