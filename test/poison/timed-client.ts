import { Client, type Answer, type Request } from '../e2e/client.js';

/** Notes how long the completions of tasks take. */
export class TimedClient extends Client {
  readonly completionsMs: number[] = [];

  override async request(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    request?: Request,
  ): Promise<Answer> {
    const startedAt = performance.now();
    const answer = await super.request(method, path, request);
    if (path.endsWith('/complete')) this.completionsMs.push(performance.now() - startedAt);
    return answer;
  }
}
