import { Agent, request, type IncomingMessage } from 'node:http';
import type { LoadTarget } from './job.js';

/** An answer that was no success. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly status: number,
    body: string,
  ) {
    super(`${status}: ${body}`);
  }
}

/** As thin as can be: what it costs is taken from the cores that are measured. */
export class LoadClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  private readonly headers = new Map<string, string>();
  private readonly target: { readonly hostname: string; readonly port: string };

  readonly url: string;

  constructor(private readonly load: LoadTarget) {
    this.url = load.gatewayUrl;
    const { hostname, port } = new URL(load.gatewayUrl);
    this.target = { hostname, port };
  }

  /** Signs accounts in beforehand, so that later requests do not wait for it. */
  async signIn(usernames: Iterable<string>): Promise<void> {
    for (const username of new Set(usernames)) {
      if (this.headers.has(username)) continue;
      const body = { username, password: this.load.password };
      const { accessToken } = JSON.parse(await this.post('/api/v1/auth/login', body)) as {
        accessToken: string;
      };
      this.headers.set(username, `Bearer ${accessToken}`);
    }
  }

  get(path: string, username?: string): Promise<string> {
    return this.call('GET', path, '', username);
  }

  post(path: string, body: object, username?: string, key?: string): Promise<string> {
    return this.call('POST', path, JSON.stringify(body), username, key);
  }

  send(method: 'PUT' | 'PATCH', path: string, body: object, username: string): Promise<string> {
    return this.call(method, path, JSON.stringify(body), username);
  }

  private call(
    method: string,
    path: string,
    payload: string,
    username?: string,
    key?: string,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = {};
      if (username) headers['authorization'] = this.headers.get(username)!;
      if (key !== undefined) headers['idempotency-key'] = key;
      if (payload) {
        headers['prefer'] = 'return=minimal';
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(payload);
      }
      const options = { ...this.target, agent: this.agent, method, path, headers };
      const outgoing = request(options, (answer) => read(answer, resolve, reject));
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }
}

function read(
  answer: IncomingMessage,
  resolve: (text: string) => void,
  reject: (error: Error) => void,
): void {
  let text = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => (text += chunk));
  answer.on('error', reject);
  answer.on('end', () => {
    if (answer.statusCode! < 300) resolve(text);
    else reject(new RefusedError(answer.statusCode!, text));
  });
}
