import { Agent, request, type IncomingMessage } from 'node:http';

const UNIT = '522601';
const ACCOUNTS = ['mailbox.clerk', 'mailbox.reviewer', `${UNIT}.clerk`, `${UNIT}.signer`] as const;
type Account = (typeof ACCOUNTS)[number];

/** Five human steps, each by whom it is done. */
const STEPS: readonly { by: Account; body: object }[] = [
  {
    by: 'mailbox.clerk',
    body: { outcome: 'dispatch', decision: { class: 'CONSULT', lead: UNIT, coUnits: [] }, content: {} },
  },
  { by: `${UNIT}.clerk`, body: { outcome: 'sign', content: {} } },
  {
    by: `${UNIT}.clerk`,
    body: { outcome: 'submit', content: { reply: '您反映的问题已核实,现依据有关规定答复如下。' } },
  },
  { by: `${UNIT}.signer`, body: { outcome: 'sign', content: {} } },
  { by: 'mailbox.reviewer', body: { outcome: 'pass', content: {} } },
];

/** As thin as can be: what it costs is taken from the same two cores. */
export class BenchClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 512 });
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly gateway: string,
    private readonly passwordOf: (username: string) => string,
  ) {}

  async signIn(): Promise<void> {
    for (const username of ACCOUNTS) {
      const answer = await this.post('/api/v1/auth/login', { username, password: this.passwordOf(username) });
      this.tokens.set(username, (answer as { accessToken: string }).accessToken);
    }
  }

  async processOf(letterNo: string): Promise<string> {
    const answer = await this.call(
      'GET',
      `/api/v1/processes?subject=${letterNo}`,
      undefined,
      'mailbox.clerk',
    );
    return (answer as { items: { id: string }[] }).items[0]!.id;
  }

  post(path: string, body: object, username?: string): Promise<unknown> {
    return this.call('POST', path, body, username);
  }

  private call(method: string, path: string, body?: object, username?: string): Promise<unknown> {
    const payload = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.gateway}${path}`,
        {
          method,
          agent: this.agent,
          headers: {
            ...(payload && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(payload),
            }),
            ...(username && { authorization: `Bearer ${this.tokens.get(username)}` }),
          },
        },
        (answer) => void read(answer).then(resolve, reject),
      );
      outgoing.on('error', reject);
      outgoing.end(payload);
    });
  }
}

async function read(answer: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if ((answer.statusCode ?? 500) >= 300) throw new Error(`${answer.statusCode}: ${text}`);
  return JSON.parse(text);
}

/** One letter from its receipt to its rating; pushes the milliseconds that each completion took. */
export async function playLetter(client: BenchClient, latencies: number[]): Promise<void> {
  const receipt = (await client.post('/api/v1/public/letters', {
    kind: 'CONSULT',
    title: '关于办理居住证的咨询',
    body: '请问办理居住证需要哪些材料,在哪里办理,需要多长时间?谢谢。',
    writerName: '来信人',
    phone: '13800000000',
    wantsPublic: false,
  })) as { letterNo: string; queryCode: string };
  const process = await client.processOf(receipt.letterNo);
  for (const [index, { by, body }] of STEPS.entries()) {
    const started = performance.now();
    // A letter's tasks are numbered in the order they open.
    await client.post(`/api/v1/tasks/${process}.${index + 1}/complete`, body, by);
    latencies.push(performance.now() - started);
  }
  await client.post('/api/v1/public/letters/ratings', { ...receipt, rating: 'SATISFIED' });
}
