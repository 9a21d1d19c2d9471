/**
 * Measures Duban on a stack of its own: see docs/benchmarks.md.
 *
 *     npm run --silent bench -- [letters|memory|due|lists|search|figures|survey|interview|all] [options]
 *     npm run --silent bench -- inspect [options]
 *     npm run --silent bench -- agreement [FOLDER] [options]
 *     npm run --silent bench -- redaction [FILE] [options]
 *
 * Installs and compiles what has changed, then runs the benchmarks (main.ts; the site inspector, which
 * needs no stack: inspect.ts, and agreement.ts for how it reads pages; redaction.ts) on the pinned Node.
 */
import { runCompiled, setUp } from '../../local/set-up.mjs';

setUp({ needsCleanBuild: true });
const [first, ...others] = process.argv.slice(2);
if (first === 'inspect') runCompiled('infra/tools/bench/inspect.js', { args: others });
else if (first === 'agreement') runCompiled('infra/tools/bench/agreement.js', { args: others });
else if (first === 'redaction') runCompiled('infra/tools/bench/redaction.js', { args: others });
else runCompiled('infra/tools/bench/main.js', { args: process.argv.slice(2) });
