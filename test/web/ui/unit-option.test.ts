import { expect, it } from '@jest/globals';
import { unitOption } from '../../../apps/web/src/ui/unit-option.js';
import { foundOptions } from '../../../apps/web/src/ui/use-options.js';

const county = { code: '522601', name: '凯里市', shortName: '凯里', kind: 'COUNTY' } as const;
const township = {
  code: '522601105',
  name: '凯里市炉山镇',
  shortName: '炉山镇',
  kind: 'TOWNSHIP',
} as const;
const options = [county, township].map(unitOption);

it('a township is not offered before something is typed', () => {
  expect(foundOptions(options, ' ').map(({ id }) => id)).toEqual(['522601']);
});

it.each(['炉山', 'lsz', '522601105'])('a township is found by %s', (typed) => {
  expect(foundOptions(options, typed).map(({ id }) => id)).toEqual(['522601105']);
});
