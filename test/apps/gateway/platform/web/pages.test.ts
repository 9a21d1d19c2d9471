import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Pages } from '../../../../../apps/gateway/platform/web/pages.js';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
writeFileSync(join(folder, 'index.html'), '<title>portal</title>');
writeFileSync(join(folder, 'console.html'), '<title>console</title>');
writeFileSync(join(folder, 'favicon.svg'), '<svg/>');
mkdirSync(join(folder, 'drawn'));
writeFileSync(join(folder, 'drawn/home.html'), '<title>home</title>');
writeFileSync(join(folder, 'drawn/home.html.gz'), gzipSync('<title>home</title>'));
writeFileSync(
  join(folder, 'pages.json'),
  JSON.stringify({
    'index.html': {
      '/': { file: 'drawn/home.html', link: '' },
      '/track/:no': { file: 'index.html', link: '' },
    },
    'console.html': {
      '/console': { file: 'console.html', link: '' },
      '/console/letters/:no': { file: 'console.html', link: '</assets/letter.js>; rel=modulepreload' },
    },
  }),
);
const pages = new Pages(folder);
const textOf = (path: string): string | undefined => pages.find(path, true)?.file.encoded.identity.toString();

afterAll(() => rmSync(folder, { recursive: true }));

describe('pages of the web', () => {
  it.each([
    ['/', 'home'],
    ['/track/ZX2026000001', 'portal'],
    ['/console', 'console'],
    ['/console/', 'console'],
    ['/console/letters/ZX2026000001', 'console'],
  ])('%s is a page of the %s', (path, face) => {
    expect(pages.find(path, true)?.status).toBe(200);
    expect(textOf(path)).toBe(`<title>${face}</title>`);
  });

  it.each([
    ['/unknown', 'portal'],
    ['/track', 'portal'],
    ['/track/a/b', 'portal'],
    ['/console/unknown', 'console'],
    ['/consoles', 'portal'],
    ['/index.html', 'portal'],
  ])('%s is 404 with the page of the %s', (path, face) => {
    expect(pages.find(path, true)?.status).toBe(404);
    expect(textOf(path)).toBe(`<title>${face}</title>`);
  });

  it.each(['/api', '/api/v1/unknown', '/assets/gone.js', '/health/x', '/metrics'])(
    '%s never falls back to a page',
    (path) => expect(pages.find(path, true)).toBeUndefined(),
  );

  it('a page names the files that it loads', () => {
    expect(pages.find('/console/letters/ZX2026000001', true)?.link).toBe(
      '</assets/letter.js>; rel=modulepreload',
    );
  });

  it('a page without files of its own names none', () => {
    expect(pages.find('/', true)).not.toHaveProperty('link');
  });

  it('a client that does not accept HTML gets no page', () => {
    expect(pages.find('/', false)).toBeUndefined();
  });

  it('files beside the pages need no HTML to be accepted', () => {
    expect(pages.find('/favicon.svg', false)?.file.mediaType).toBe('image/svg+xml');
  });

  it('a compressed copy is found beside its page', () => {
    expect(pages.find('/', true)?.file.encoded.gzip).toEqual(gzipSync('<title>home</title>'));
  });
});
