import type { ShownFinding, StoredObjection } from '../../../domain/campaigns/findings.repository.js';
import type { TriedLink } from '../../../domain/campaigns/inspection-results.repository.js';
import { FINDING_KINDS, type FindingKind } from '../../../domain/campaigns/measures/findings.js';
import { seenInChinese } from '../../../domain/campaigns/seen-in-chinese.js';
import { nextTryAt } from '../../../domain/inspection/checks/link-tries.js';
import type { FailedLinkView, FindingView, ObjectionView } from './findings.dto.js';

/** @param readsText whether the account reads what units and centre have written */
export function toFindingView(row: ShownFinding, readsText: boolean): FindingView {
  return {
    ...row,
    seenText: seenInChinese(row.seen),
    title: FINDING_KINDS[row.kind as FindingKind],
    foundAt: row.foundAt.toISOString(),
    rectifiedAt: row.rectifiedAt?.toISOString() ?? null,
    link: row.link && linkView(row.link, row.state === 'found' && row.certainty === 'suspected'),
    objection: row.objection && objectionView(row.objection, readsText),
  };
}

/** @param isTried whether it is tried again: nobody has decided on it, and it is not certain */
const linkView = ({ address, tries }: TriedLink, isTried: boolean): FailedLinkView => ({
  address,
  tries,
  nextTryAt: isTried ? nextTryAt(tries) : null,
});

function objectionView(
  { reason, attachmentIds, at, ruling }: StoredObjection,
  readsText: boolean,
): ObjectionView {
  return {
    reason: readsText ? reason : null,
    attachmentIds: readsText ? attachmentIds : [],
    at: instant(at)!,
    ruling: ruling && {
      ...ruling,
      reason: readsText ? ruling.reason : null,
      dueAt: instant(ruling.dueAt),
      at: instant(ruling.at),
    },
  };
}

const instant = (at: string | null): string | null => at && new Date(at).toISOString();
