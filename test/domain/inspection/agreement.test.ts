/** Pages in the styles of real sites, written and labelled by hand: what a person says of them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { agreementOn, shareOf, type PageAgreement } from '../../../infra/tools/bench/agreement.js';
import { testClient, testInspector } from './server.js';

const { client } = testClient();
let agreements: PageAgreement[];

beforeAll(async () => {
  agreements = await agreementOn(
    fileURLToPath(new URL('pages/styles', import.meta.url)),
    testInspector(client),
  );
});
afterAll(() => client.close());

describe('the inspector', () => {
  it('the inspector agrees with a person on 97 of 100 verdicts', () => {
    expect(agreements).toHaveLength(20);
    expect(shareOf(agreements)).toBeGreaterThanOrEqual(0.97);
  });

  it('no element that a visitor finds counts as missing', () => {
    expect(agreements.filter(({ lost }) => lost.length > 0)).toEqual([]);
  });

  it('no element counts as present that is not there', () => {
    expect(agreements.filter(({ invented }) => invented.length > 0)).toEqual([]);
  });

  it('lists, notices and news are not guides', () => {
    expect(agreements.filter(({ page, agreesOnGuide }) => !page.isGuide && !agreesOnGuide)).toEqual([]);
  });
});
