import { describe, expect, it } from '@jest/globals';
import '../../../../apps/web/src/console/texts.js';
import type { Content } from '../../../../apps/web/src/features/tasks/api.js';
import { earlierVersion, reviewOf } from '../../../../apps/web/src/features/tasks/review-texts.js';
import { diffOf } from '../../../../apps/web/src/features/tasks/staff/text-diff.js';

const content = (name: string, fields: Readonly<Record<string, string>>): Content =>
  ({ task: name, name, title: name, content: fields }) as unknown as Content;

const CONTENTS = [
  content('draft', { reply: '第一稿', note: '请审' }),
  content('review', { note: '缺少政策依据，请补充。' }),
  content('rework', { reply: '第二稿，依据《物业服务收费管理办法》。' }),
];

describe('texts to review', () => {
  it('the text to approve is the latest of the tasks under four eyes', () => {
    expect(reviewOf(['draft', 'rework'], CONTENTS)?.draft.text).toBe(
      '第二稿，依据《物业服务收费管理办法》。',
    );
  });

  it('the version before it is the last text of the same field', () => {
    expect(reviewOf(['rework'], CONTENTS)?.before?.text).toBe('第一稿');
  });

  it('a task that approves nothing has no text to review', () => {
    expect(reviewOf([], CONTENTS)).toBeUndefined();
  });

  it('beside a text stand its last version and what was said about it', () => {
    const earlier = earlierVersion('reply', CONTENTS.slice(0, 2));
    expect([earlier?.last.text, earlier?.remarks.map(({ text }) => text)]).toEqual([
      '第一稿',
      ['缺少政策依据，请补充。'],
    ]);
  });

  it('Chinese texts are compared by words', () => {
    expect(diffOf('已责令整改。', '已责令其整改。')).toEqual([
      { text: '已责令', kind: 'same' },
      { text: '其', kind: 'added' },
      { text: '整改。', kind: 'same' },
    ]);
  });
});
