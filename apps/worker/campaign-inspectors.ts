import type { OpenInspector } from '../../domain/campaigns/inspect-campaign.js';
import { HostGate } from '../../domain/inspection/http/host-gate.js';
import { createInspector } from '../../domain/inspection/inspector.js';
import type { Config } from '../../infra/config/config.js';

/**
 * Opens the inspectors of campaigns. A campaign connects only to those of its networks that the operator allows as well.
 * Inspectors with the same rate share a gate, so that departments rechecked at the same time stay within the rate of a
 * site.
 */
export function createCampaignInspectors(config: Config): OpenInspector {
  const gates = new Map<string, HostGate>();
  return ({ allow, rate, concurrency }) => {
    const kind = `${rate}/${concurrency}`;
    const gate = gates.get(kind) ?? new HostGate({ concurrency, ratePerSecond: rate });
    gates.set(kind, gate);
    const options = { allowLoopback: false, browser: true, rate, concurrency, json: false, out: null };
    const allowed = config.DUBAN_INSPECT_ALLOW.filter((network) => allow.includes(network));
    return createInspector(options, { ...config, DUBAN_INSPECT_ALLOW: allowed }, true, gate);
  };
}
