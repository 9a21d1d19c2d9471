import { describe, expect, it } from '@jest/globals';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startTestGateway } from '../../../../support/gateway.js';

const { app } = await startTestGateway();
const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });
const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

describe('compressed answers', () => {
  it('a long list is sent compressed to who accepts it', async () => {
    const [plain, compressed] = await Promise.all([get('/api/v1/units'), get('/api/v1/units', GZIP)]);
    expect(compressed.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringMatching(/accept-encoding/i),
    });
    expect(gunzipSync(compressed.rawPayload).toString()).toBe(plain.body);
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  });

  it('a short answer is sent as it is', async () => {
    expect((await get('/api/v1/auth/session', GZIP)).headers).not.toHaveProperty('content-encoding');
  });

  it('the body of a request is not decompressed', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: gzipSync(JSON.stringify({ username: 'mailbox.clerk', password: 'x' })),
    });
    expect(answer.statusCode).toBe(400); // LOGIN_FAILED is 401
  });
});
