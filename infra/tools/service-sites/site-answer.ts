export interface SiteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** All that is sent, head included, in place of the above. */
  readonly raw?: Buffer;
}

/** What a request says of who asks. */
export interface Visitor {
  readonly cookie: string;
  readonly method: string;
}

export type SitePage = (visitor: Visitor) => SiteAnswer;
