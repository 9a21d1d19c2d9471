/** What a letter does wrong that is dispatched with a class, in place of going on. */
const DEFECTS = {
  SUGGEST: `throw new TypeError('a suggestion cannot be handled');`,
  HELP: 'for (;;);',
  COMPLEX: `p.facts({ mark: '\\u0000' });`, // no jsonb holds it
  REPORT: `throw new TypeError('an accusation cannot be handled');`,
} as const;

export type PoisonedClass = keyof typeof DEFECTS;

const HEALTHY = 'let assignment = first;';

/** Gives the behaviour of letters, in the code of the workflow bundle, a defect for each of these classes. */
export function poisonLetters(bundle: string): string {
  const defects = Object.entries(DEFECTS).map(
    ([letterClass, defect]) => `if (letterClass === '${letterClass}') { ${defect} }`,
  );
  const poisoned = bundle.replace(HEALTHY, `${defects.join('\n')}\n${HEALTHY}`);
  if (poisoned === bundle) throw new Error('the behaviour of letters has changed');
  return poisoned;
}
