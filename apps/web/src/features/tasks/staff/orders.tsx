import { dueText, listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import type { Content } from '../api.js';
import { ordersIn } from '../orders.js';

/** What supervisors have ordered, before the form: who has the case now has to answer it. */
export function Orders({ contents, now }: { readonly contents: readonly Content[]; readonly now: Date }) {
  return ordersIn(contents).map(({ at, from, kind, text, replyBy }) => (
    <Banner key={at} tone="warn">
      <b>{t('doing.order', { kind, from, at: listInstant(at, now) })}</b> {text}
      {replyBy !== undefined && ` ${t('doing.replyBy', { day: dueText(replyBy, now) })}`}
    </Banner>
  ));
}
