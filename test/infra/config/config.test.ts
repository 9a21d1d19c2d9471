import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, loadConfig } from '../../../infra/config/config.js';
import { temporalClientConnection, temporalWorkerConnection } from '../../../infra/temporal/connection.js';
import { temporaryFolder } from '../local/temporary-folder.js';

const { path: folder } = await temporaryFolder();

describe('loadConfig', () => {
  it('loadConfig has a default for everything the local stack needs and returns a frozen object', () => {
    const config = loadConfig({});

    expect(config).toMatchObject({
      PORT: 8080,
      HOST: '127.0.0.1',
      DUBAN_DATA: resolve('.duban'),
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_TASK_QUEUE: 'duban',
      TEMPORAL_TLS: false,
      DUBAN_DEMO: true,
      TRUSTED_PROXIES: [],
      DUBAN_MAX_CACHED_WORKFLOWS: 2000,
    });
    expect(config.DATABASE_URL).toBeUndefined();
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('loadConfig treats an empty variable as unset', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' }).PORT).toBe(8080);
  });

  it('loadConfig reads numbers, flags and lists', () => {
    const config = loadConfig({
      PORT: '9000',
      DUBAN_DEMO: 'false',
      TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16',
      DUBAN_MAX_CACHED_WORKFLOWS: '0',
    });

    expect(config).toMatchObject({
      PORT: 9000,
      DUBAN_DEMO: false,
      TRUSTED_PROXIES: ['10.0.0.1', '10.1.0.0/16'],
      DUBAN_MAX_CACHED_WORKFLOWS: 0,
    });
  });

  it('loadConfig names every invalid variable at once and never its value', () => {
    const load = () =>
      loadConfig({
        PORT: 'secret-1',
        DATABASE_URL: 'secret-2',
        DATABASE_URL_MIGRATE: 'secret-5',
        TEMPORAL_ADDRESS: 'secret-3',
        DUBAN_DEMO_PASSWORD: 'secret',
        TEMPORAL_TLS_CERT: 'secret-4',
      });

    expect(load).toThrow(ConfigError);
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'DATABASE_URL_MIGRATE',
      'TEMPORAL_ADDRESS',
      'DUBAN_DEMO_PASSWORD',
      'TEMPORAL_TLS_CERT',
    ]) {
      expect(load).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
    }
    expect(load).not.toThrow(/secret/);
  });
});

describe('temporalConnection', () => {
  it('a Temporal connection without TEMPORAL_ADDRESS is refused', () => {
    expect(() => temporalClientConnection(loadConfig({}))).toThrow(/TEMPORAL_ADDRESS/);
  });

  it('a Temporal connection uses TLS only once there is an API key', () => {
    const TEMPORAL_ADDRESS = 'temporal.example.org:7233';

    expect(temporalClientConnection(loadConfig({ TEMPORAL_ADDRESS }))).toEqual({
      address: TEMPORAL_ADDRESS,
      tls: false,
    });
    expect(temporalWorkerConnection(loadConfig({ TEMPORAL_ADDRESS, TEMPORAL_API_KEY: 'k' }))).toMatchObject({
      address: TEMPORAL_ADDRESS,
      tls: true,
      apiKey: 'k',
    });
  });

  it('a Temporal connection presents the client certificate and trusts the given authority', () => {
    const files = { TEMPORAL_TLS_CERT: 'crt', TEMPORAL_TLS_KEY: 'key', TEMPORAL_TLS_CA: 'ca' };
    const env = Object.fromEntries(
      Object.entries(files).map(([name, content]) => {
        const file = join(folder, content);
        writeFileSync(file, content);
        return [name, file];
      }),
    );

    const { tls } = temporalClientConnection(loadConfig({ ...env, TEMPORAL_ADDRESS: 'localhost:7233' }));

    expect(tls).toEqual({
      serverRootCACertificate: Buffer.from('ca'),
      clientCertPair: { crt: Buffer.from('crt'), key: Buffer.from('key') },
    });
  });
});
