import { canonical, hostOf, shapeOf } from './address.js';

export interface Visit {
  readonly address: string;
  readonly referer: string | undefined;
  /** Text of the link that led there. */
  readonly text: string;
  readonly depth: number;
  readonly priority: Priority;
}

/** 0: named by the catalogue; 1: the link is an item's name; 2: speaks of services; 3: anything else. */
export type Priority = 0 | 1 | 2 | 3;

const SERVICES =
  /办事|服务|事项|指南|审批|许可|在线|大厅|部门|权力|清单|便民|下一页|下页|更多|目录|列表|next|\b(?:bs|fw|sp|zn)/i;
const DEEPEST = 12;
/** Pages of one shape without any guide among them, after which no more of that shape are taken. */
const FRUITLESS = 200;

/** What is still to be visited, the likely guides first; each address once. */
export class Frontier {
  private readonly queues: Visit[][] = [[], [], [], []];
  private readonly heads = [0, 0, 0, 0];
  private readonly seen = new Set<string>();
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

  /** Takes an address in that the catalogue or the caller gives: on any host. */
  addSeed(address: string): boolean {
    return this.push(address, { referer: undefined, text: '', depth: 0, priority: 0 });
  }

  /** @returns the canonical address when it is new and belongs to the crawl */
  addLink(address: string, text: string, from: Visit): string | null {
    const named = this.isItemName(text);
    // An item's own link is followed to another host, and no further.
    if (!named && (!this.hosts.has(hostOf(address)) || !this.hosts.has(hostOf(from.address)))) return null;
    if (from.depth >= DEEPEST) return null;
    const priority: Priority = named
      ? 1
      : SERVICES.test(`${text} ${URL.parse(address)?.pathname ?? ''}`)
        ? 2
        : 3;
    const url = canonical(address);
    if (url === null) return null;
    return this.push(url, { referer: from.address, text, depth: from.depth + 1, priority }) ? url : null;
  }

  private push(address: string, visit: Omit<Visit, 'address'>): boolean {
    const url = canonical(address);
    if (url === null || this.seen.has(url)) return false;
    this.seen.add(url);
    this.queues[visit.priority]!.push({ ...visit, address: url });
    return true;
  }

  next(): Visit | null {
    for (let priority = 0; priority < this.queues.length; priority += 1) {
      const queue = this.queues[priority]!;
      while (this.heads[priority]! < queue.length) {
        const visit = queue[this.heads[priority]!]!;
        this.heads[priority]! += 1;
        this.compact(priority);
        if (priority >= 2 && (this.fruitless.get(shapeOf(visit.address)) ?? 0) >= FRUITLESS) continue;
        return visit;
      }
    }
    return null;
  }

  /** Addresses that led elsewhere by redirects count as seen too. */
  markSeen(address: string): void {
    const url = canonical(address);
    if (url !== null) this.seen.add(url);
  }

  /** Tells the frontier what a visit was worth. */
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
