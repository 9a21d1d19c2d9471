/** Query parameters that every link has and that change nothing: `?t=0.8143`. */
import { hostOf, placeOf, withoutParameters } from './address.js';

/** Guides, or pages of different programs, that must have been seen twice before a parameter counts as idle. */
const ENOUGH = 2;
/** Generated numbers: the only values that count for pages that are not guides, or when two parameters change. */
export const MADE_UP = /^(?=.*\d)[\w.-]{8,}$/;

/** Learns which parameters of a host are idle, from pages that have been visited under more than one address. */
export class IdleParameters {
  /** `host name` */
  private readonly idle = new Set<string>();
  private readonly significant = new Set<string>();
  /** The first address under which a guide was seen, by path and words. */
  private readonly firstSeen = new Map<string, string>();
  /** What was seen for each address but for one parameter of it. */
  private readonly wordsBut = new Map<string, string>();
  /** Guides and programs seen twice, by the parameters in which their addresses differ. */
  private readonly evidence = new Map<string, Set<string>>();

  /** The address without its idle parameters. */
  strip(address: string): string {
    if (this.idle.size === 0) return address;
    const host = hostOf(address);
    return withoutParameters(address, (name) => this.idle.has(`${host} ${name}`));
  }

  /**
   * @param words digest of the words of the page
   * @param isGuide of a named item; other pages, empty lists say, may be alike whatever their parameters mean
   * @returns whether more is known now
   */
  learn(address: string, words: string, isGuide: boolean): boolean {
    const host = hostOf(address);
    const parameters = parametersOf(address);
    for (const name of parameters.keys()) {
      const key = `${name} ${placeOf(withoutParameters(address, (one) => one === name))}`;
      const before = this.wordsBut.get(key);
      if (before !== undefined && before !== words) this.significant.add(`${host} ${name}`);
      this.wordsBut.set(key, words);
    }
    const path = placeOf(address).split('?')[0]!;
    const key = `${words} ${path}`;
    const first = this.firstSeen.get(key);
    if (first === undefined) this.firstSeen.set(key, address);
    if (first === undefined) return false;
    return this.weigh(host, isGuide ? { guide: words } : { path }, parametersOf(first), parameters);
  }

  private weigh(
    host: string,
    what: { readonly guide: string } | { readonly path: string },
    before: ReadonlyMap<string, string>,
    now: ReadonlyMap<string, string>,
  ): boolean {
    const names = [...new Set([...before.keys(), ...now.keys()])]
      .filter((name) => before.get(name) !== now.get(name))
      .sort();
    const keys = names.map((name) => `${host} ${name}`);
    const isMadeUp = (name: string): boolean => MADE_UP.test(now.get(name) ?? '');
    if (names.length === 0 || keys.some((key) => this.significant.has(key) || this.idle.has(key)))
      return false;
    if ((names.length > 1 || 'path' in what) && !names.every(isMadeUp)) return false;
    const seen = this.evidence.get(keys.join()) ?? new Set<string>();
    this.evidence.set(keys.join(), seen.add('path' in what ? what.path : what.guide));
    if (seen.size < ENOUGH) return false;
    for (const key of keys) this.idle.add(key);
    return true;
  }
}

/** Of an address or a part of one, as written. */
export function parametersOf(address: string): Map<string, string> {
  const query = address.split('?')[1] ?? '';
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => [pair.split('=')[0]!, pair.slice(pair.indexOf('=') + 1)]));
}
