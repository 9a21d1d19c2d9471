/**
 * Measures Duban on a stack of its own: see docs/benchmarks.md.
 *
 *     npm run --silent bench -- [letters|memory|due|lists|all] [options]
 *
 * Installs and compiles what has changed, then runs the benchmarks (main.ts) on the pinned Node.
 */
import { runCompiled, setUp } from '../local/set-up.mjs';

setUp({ needsCleanBuild: true });
runCompiled('infra/bench/main.js', { args: process.argv.slice(2) });
