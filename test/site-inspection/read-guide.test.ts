import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, type ElementName, type Verdict } from '../../activities/site-inspection/elements.js';
import { parseHtml } from '../../activities/site-inspection/page/dom.js';
import { PageModel } from '../../activities/site-inspection/page/page-model.js';
import { readGuide } from '../../activities/site-inspection/page/read-guide.js';
import { GOOD, withValues } from './guide-values.js';
import { LAYOUTS } from './layouts.js';

const verdicts = (html: string): Record<ElementName, Verdict> => {
  const { elements } = readGuide(new PageModel(parseHtml(html)));
  return Object.fromEntries(ELEMENTS.map((name) => [name, elements[name].verdict])) as Record<
    ElementName,
    Verdict
  >;
};
const all = (verdict: Verdict): Record<ElementName, Verdict> =>
  Object.fromEntries(ELEMENTS.map((name) => [name, verdict])) as Record<ElementName, Verdict>;
describe.each(Object.entries(LAYOUTS))('a guide made of %s', (_, layout) => {
  it('shows all eight elements', () => {
    expect(verdicts(layout(GOOD))).toEqual(all('present'));
  });

  it.each(ELEMENTS)('lacks %s when its value is taken away', (element) => {
    expect(verdicts(layout(withValues({ [element]: '' })))).toEqual({
      ...all('present'),
      [element]: 'empty',
    });
    expect(verdicts(layout(withValues({ [element]: '无' })))).toEqual({
      ...all('present'),
      [element]: 'empty',
    });
  });

  it.each(ELEMENTS)('lacks %s when its label is taken away too', (element) => {
    const { [element]: _gone, ...rest } = GOOD;
    expect(verdicts(layout(rest))).toEqual({ ...all('present'), [element]: 'missing' });
  });
});
