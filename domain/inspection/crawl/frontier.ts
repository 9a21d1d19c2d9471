import { squeeze } from '../text/text.js';
import { NEXT_PAGE } from '../page/script-turned-list.js';
import { canonical, hostOf, placeOf, shapeOf } from '../addresses/address.js';
import { IdleParameters } from '../addresses/idle-parameters.js';

export interface Visit {
  readonly address: string;
  readonly referer: string | undefined;
  /** Text of the link that led there. */
  readonly text: string;
  readonly depth: number;
  readonly priority: Priority;
}

/** 0: address from the catalogue; 1: the link text is an item's name; 2: it mentions services; 3: anything else. */
export type Priority = 0 | 1 | 2 | 3;

const SERVICES =
  /办事|服务|事项|指南|审批|许可|在线|大厅|部门|权力|清单|便民|下一页|下页|更多|目录|列表|next|\b(?:bs|fw|sp|zn)/i;
const DEEPEST = 12;
/** Pages of one shape without a guide after which that shape is skipped. */
const FRUITLESS = 200;

/** Queue of pages to visit: likely guides first, each address once. */
export class Frontier {
  private readonly queues: Visit[][] = [[], [], [], []];
  private readonly heads = [0, 0, 0, 0];
  /** The first address of each place. */
  private readonly seen = new Map<string, string>();
  /** Another address of a place, for when the first one fails. */
  private readonly others = new Map<string, Visit>();
  private readonly taken = new Set<string>();
  private readonly idle = new IdleParameters();
  private passedOver = 0;
  private readonly fruitless = new Map<string, number>();

  /**
   * @param hosts the hosts that make up the site, without `www.`
   * @param isItemName says whether a link's text is the name of an item of the catalogue
   */
  constructor(
    private readonly hosts: ReadonlySet<string>,
    private readonly isItemName: (text: string) => boolean,
  ) {}

  get waiting(): number {
    return this.queues.reduce((sum, queue, priority) => sum + queue.length - this.heads[priority]!, 0);
  }

  get known(): number {
    return this.seen.size;
  }

  /** Links of the site that were not followed: too deep, or of a shape without guides. */
  get leftOut(): number {
    return this.passedOver;
  }

  /** Queues an address of the catalogue or the caller, on any host. */
  addSeed(address: string): boolean {
    return this.push(address, { referer: undefined, text: '', depth: 0, priority: 0 });
  }

  /** @returns the canonical address when it is new and belongs to the crawl */
  addLink(address: string, text: string, from: Visit): string | null {
    const named = this.isItemName(text);
    // An item's own link is followed to another host, but no links from there.
    if (!named && (!this.hosts.has(hostOf(address)) || !this.hosts.has(hostOf(from.address)))) return null;
    // Pages of one list all have the depth of the first.
    const depth = NEXT_PAGE.test(squeeze(text)) ? from.depth : from.depth + 1;
    if (depth > DEEPEST) {
      if (canonical(address) !== null && !this.seen.has(this.keyOf(address))) this.passedOver += 1;
      return null;
    }
    const priority: Priority = named
      ? 1
      : SERVICES.test(`${text} ${URL.parse(address)?.pathname ?? ''}`)
        ? 2
        : 3;
    const url = canonical(address);
    if (url === null) return null;
    return this.push(url, { referer: from.address, text, depth, priority }) ? url : null;
  }

  private push(address: string, visit: Omit<Visit, 'address'>): boolean {
    const url = canonical(address);
    if (url === null) return false;
    const key = this.keyOf(url);
    const first = this.seen.get(key);
    if (first !== undefined) {
      if (originOf(first) !== originOf(url) && !this.others.has(key)) this.others.set(key, { ...visit, address: url }); // prettier-ignore
      return false;
    }
    this.seen.set(key, url);
    this.queues[visit.priority]!.push({ ...visit, address: url });
    return true;
  }

  /** One key for all known addresses of a page. */
  private keyOf(address: string): string {
    return placeOf(this.idle.strip(canonical(address) ?? address));
  }

  next(): Visit | null {
    for (let priority = 0; priority < this.queues.length; priority += 1) {
      const queue = this.queues[priority]!;
      while (this.heads[priority]! < queue.length) {
        const visit = queue[this.heads[priority]!]!;
        this.heads[priority]! += 1;
        this.compact(priority);
        const key = this.keyOf(visit.address);
        if (this.taken.has(key)) continue; // queued before its parameters were known to be idle
        if (priority >= 2 && (this.fruitless.get(shapeOf(visit.address)) ?? 0) >= FRUITLESS) {
          this.passedOver += 1;
          continue;
        }
        this.taken.add(key);
        return visit;
      }
    }
    return null;
  }

  /** Marks an address as visited, also one that redirected elsewhere. */
  markSeen(address: string): void {
    const url = canonical(address);
    if (url === null) return;
    const key = this.keyOf(url);
    if (!this.seen.has(key)) this.seen.set(key, url);
  }

  /** Queues another address of a page that could not be read: with or without `www.`, http or https. */
  failed(address: string): void {
    const key = this.keyOf(address);
    const other = this.others.get(key);
    if (!other) return;
    this.others.delete(key);
    this.taken.delete(key);
    this.queues[other.priority]!.push(other);
  }

  /** What a visited page shows: under several addresses, the same page. Arguments as of `IdleParameters.learn`. */
  learn(address: string, words: string, isGuide: boolean): void {
    if (!this.idle.learn(address, words, isGuide)) return;
    const seen = [...this.seen.values()];
    this.seen.clear();
    for (const one of seen) if (!this.seen.has(this.keyOf(one))) this.seen.set(this.keyOf(one), one);
    const taken = [...this.taken];
    this.taken.clear();
    for (const place of taken) this.taken.add(placeOf(this.idle.strip(`http://${place}`)));
  }

  /** Records whether a visit led to guides or links. */
  report(address: string, isFruitful: boolean): void {
    const shape = shapeOf(address);
    this.fruitless.set(shape, isFruitful ? -Infinity : (this.fruitless.get(shape) ?? 0) + 1);
  }

  private compact(priority: number): void {
    const head = this.heads[priority]!;
    if (head < 1_000 || head * 2 < this.queues[priority]!.length) return;
    this.queues[priority] = this.queues[priority]!.slice(head);
    this.heads[priority] = 0;
  }
}

const originOf = (address: string): string => URL.parse(address)?.origin ?? '';
