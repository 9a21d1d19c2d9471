import { bigramsOf, likenessOf, nameKeyOf, type Bigrams } from '../text/names.js';

export interface NamedUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  /** As documents address it: 凯里市人民政府. */
  readonly formalName: string;
}

/** Plain data, for another thread. */
export interface UnitNames {
  readonly units: readonly NamedUnit[];
  /** Names that stand for 州 at the beginning of its departments' names. */
  readonly prefecture: readonly string[];
}

/** Finds units by what lists call them: code, name or short name, with or without the prefecture's own name before. */
export class UnitDirectory {
  private readonly byKey = new Map<string, Set<string>>();
  private readonly names: readonly { readonly name: string; readonly bigrams: Bigrams }[];

  constructor({ units, prefecture }: UnitNames) {
    for (const { code, name, shortName, formalName } of units) {
      const known = [code, name, shortName, formalName];
      const full = [name, shortName]
        .filter((each) => each.startsWith('州'))
        .flatMap((each) => prefecture.map((before) => before + each.slice(1)));
      for (const key of [...known, ...full].map(nameKeyOf)) {
        const codes = this.byKey.get(key) ?? new Set();
        this.byKey.set(key, codes.add(code));
      }
    }
    this.names = units.map(({ name }) => ({ name, bigrams: bigramsOf(nameKeyOf(name)) }));
  }

  /** Codes of the units that are called so: none, one, or several. */
  find(called: string): readonly string[] {
    return [...(this.byKey.get(nameKeyOf(called)) ?? [])];
  }

  /** The unit whose name is most like it, for a hint; null when none is like it. */
  mostLike(called: string): string | null {
    const bigrams = bigramsOf(nameKeyOf(called));
    let best: { name: string; score: number } = { name: '', score: 0.5 };
    for (const { name, bigrams: other } of this.names) {
      const score = likenessOf(bigrams, other);
      if (score > best.score) best = { name, score };
    }
    return best.name === '' ? null : best.name;
  }
}
