export interface SiteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** The whole response, head included; replaces the fields above. */
  readonly raw?: Buffer;
}

/** The parts of a request on which a page depends. */
export interface Visitor {
  readonly cookie: string;
  readonly method: string;
}

export type SitePage = (visitor: Visitor) => SiteAnswer;
