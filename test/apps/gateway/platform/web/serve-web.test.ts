import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { repoRoot } from '../../../../../infra/config/repo-root.js';
import { startTestGateway } from '../../../../support/gateway.js';

const { app } = await startTestGateway({ TRUSTED_PROXIES: '10.0.0.1' });
const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'GET', url, headers, remoteAddress });
const HTML = { accept: 'text/html,application/xhtml+xml' };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'";

describe('the web from the gateway', () => {
  it.each([
    ['/', '州长信箱'],
    ['/console/', '督办'],
  ])('%s is served with its title', async (url, title) => {
    const page = await get(url, HTML);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(`<title>${title}</title>`);
    expect(page.headers['cache-control']).toBe('no-cache');
  });

  it('the policy of a page admits nothing inline', async () => {
    const policy = String((await get('/', HTML)).headers['content-security-policy']);
    expect(policy).toMatch(POLICY);
    expect(policy).not.toMatch('unsafe-inline');
    expect(policy).not.toMatch('upgrade-insecure-requests');
  });

  it('a page holds no inline script and no inline style', async () => {
    for (const url of ['/', '/write/letter', '/help', '/console/']) {
      const { body } = await get(url, HTML);
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
    }
  });

  it('a page of the console sends for its files and for who is signed in', async () => {
    const { link } = (await get('/console/work', HTML)).headers;
    expect(link).toMatch('</api/v1/auth/session>; rel=preload; as=fetch; crossorigin');
    expect(link).toMatch(/<\/assets\/work-page-[\w-]+\.js>; rel=modulepreload/);
  });

  it('an unknown address is 404 with the page', async () => {
    const page = await get('/no-such-page', HTML);
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toMatch('text/html');
  });

  it.each(['/api/v1/no-such-route', '/assets/no-such-file.js', '/health/no-such-check'])(
    'a browser that opens %s gets a problem, never a page',
    async (url) => {
      const answer = await get(url, HTML);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toMatch('application/problem+json');
    },
  );

  it('a page that has not changed is 304', async () => {
    const { etag } = (await get('/', HTML)).headers;
    expect((await get('/', { ...HTML, 'if-none-match': String(etag) })).statusCode).toBe(304);
  });

  it('assets are immutable and sent compressed', async () => {
    const name = readdirSync(join(repoRoot, 'dist', 'web', 'assets')).find((file) =>
      file.endsWith('.js.br'),
    )!;
    const asset = await get(`/assets/${name.replace(/\.br$/, '')}`, { 'accept-encoding': 'gzip, br' });
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(asset.rawPayload).length).toBeGreaterThan(asset.rawPayload.length);
  });

  it('HSTS is not sent over plain HTTP', async () => {
    expect((await get('/', HTML)).headers['strict-transport-security']).toBeUndefined();
  });

  it('HSTS is sent when the trusted proxy had TLS', async () => {
    const headers = { ...HTML, 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.9' };
    expect((await get('/', headers, '10.0.0.1')).headers['strict-transport-security']).toMatch(
      'max-age=31536000',
    );
  });

  it('the policy of API responses admits nothing at all', async () => {
    expect((await get('/api/openapi.json')).headers['content-security-policy']).toBe(
      "default-src 'none';frame-ancestors 'none'",
    );
  });
});
