/**
 * The gateway, the only entrance to Duban. Any number of gateways may run.
 *
 *     node dist/apps/gateway/main.js
 */
import { pino } from 'pino';
import { loadConfig } from '../../infra/config/config.js';
import { MetricsServer } from './cases/health/metrics-server.js';
import { createGateway } from './create-gateway.js';
import { exposureWarning } from './platform/http/exposure.js';

const config = loadConfig(process.env);
const log = pino({ level: config.DUBAN_LOG_LEVEL, base: { program: 'gateway', pid: process.pid } });
try {
  const app = await createGateway({ config, log });
  app.enableShutdownHooks();
  await app.listen({ port: config.PORT, host: config.HOST });
  const metricsPort = await app.get(MetricsServer).listen(config.METRICS_PORT ?? 0);
  const warning = exposureWarning(config);
  if (warning !== null) log.warn(warning);
  log.info({ host: config.HOST, port: config.PORT, metricsPort }, 'gateway is listening');
} catch (err) {
  log.fatal({ err }, 'the gateway could not start');
  process.exitCode = 1;
}
