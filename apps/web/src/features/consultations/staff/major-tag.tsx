import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { PolicyItem } from '../policy-api.js';

/** Whether a policy is major, and whether the legal office or only its unit says so. */
export function MajorTag({ policy: { major, classifiedAt } }: { readonly policy: PolicyItem }) {
  if (classifiedAt === null)
    return <Tag tone="warn">{t(major ? 'consultations.saidMajor' : 'consultations.saidOrdinary')}</Tag>;
  return (
    <Tag tone={major ? 'accent' : 'plain'}>{t(major ? 'consultations.major' : 'consultations.ordinary')}</Tag>
  );
}
