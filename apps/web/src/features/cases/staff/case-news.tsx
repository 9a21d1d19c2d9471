import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { timelineQuery } from '../../../api/case-queries.js';
import { listInstant, type Instant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { newsSince } from '../news.js';

interface Props {
  readonly processId: string;
  readonly now: Instant;
}

/** What another has done in the case while it is open here. */
export function CaseNews({ processId, now }: Props) {
  const me = useMe();
  const { data } = useInfiniteQuery(timelineQuery(processId));
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const last = entries.at(-1)?.seq;
  const [seen, setSeen] = useState<number>();
  useEffect(() => {
    if (seen === undefined && last !== undefined) setSeen(last);
  }, [seen, last]);
  const news = seen === undefined ? undefined : newsSince(entries, seen, me.title);
  if (!news) return null;
  const text = news.words === null ? news.text! : news.text!.slice(0, -news.words.length);
  return (
    <Banner
      tone="info"
      action={
        <Button size="small" onPress={() => setSeen(last)}>
          {t('cases.newsSeen')}
        </Button>
      }
    >
      {t('cases.news', {
        at: listInstant(news.at, now),
        who: news.actor!,
        what: text.replace(/。$/, ''),
      })}
    </Banner>
  );
}
