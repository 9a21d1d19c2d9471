import { expect, it } from '@jest/globals';
import { exposureWarning } from '../../../../../apps/gateway/platform/http/exposure.js';
import { loadConfig } from '../../../../../infra/config/config.js';

const warningOf = (env: Record<string, string>): string | null =>
  exposureWarning(loadConfig({ DATABASE_URL: 'postgres://localhost', ...env }));

it.each(['0.0.0.0', '::', '10.0.0.5', 'duban.example.cn'])(
  'a gateway at %s without a proxy is warned of',
  (HOST) => {
    expect(warningOf({ HOST })).toContain('without TLS');
  },
);

it.each([
  ['on this machine only', {}],
  ['at the IPv6 loopback', { HOST: '::1' }],
  ['behind a proxy that it trusts', { HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.0/8' }],
])('a gateway %s is not warned of', (_, env) => {
  expect(warningOf(env)).toBeNull();
});
