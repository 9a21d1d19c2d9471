/**
 * Measures how well the redaction finds what identifies persons, and how long it takes:
 *
 *     npm run --silent bench -- redaction [FILE] [--misses] [--without-model]
 *
 * FILE holds labelled lines of JSON, `{ "text", "spans": [{ "start", "end", "type" }] }`; without one, the invented sentences of this
 * folder are read. The report is one JSON document. It holds nothing of the texts, except with `--misses`, which prints
 * what was missed and what was found wrongly to standard error.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadTagger } from '../../../domain/redaction/lac/tagger.js';
import { redact } from '../../../domain/redaction/redact.js';
import { SPAN_TYPES, type SpanType } from '../../../domain/redaction/spans.js';
import { loadConfig } from '../../config/config.js';
import { repoRoot } from '../../config/repo-root.js';
import { runCommand } from '../command-line/run-command.js';
import { modelOrNone } from '../redact/model-or-none.js';
import { compareSpans, falseNameSentences, type TypeTally } from './redaction-tally.js';

const USAGE = 'Usage: npm run --silent bench -- redaction [FILE] [--misses] [--without-model]';
const OWN_SET = join(repoRoot, 'infra/tools/bench/redaction-sample.jsonl');
const Labelled = z.object({
  text: z.string(),
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), type: z.enum(SPAN_TYPES) })),
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { misses: { type: 'boolean' }, 'without-model': { type: 'boolean' } },
    allowPositionals: true,
  });
  const folder = values['without-model'] ? undefined : await modelOrNone(loadConfig(process.env));
  const tagger = folder === undefined ? undefined : await loadTagger(folder);
  const lines = (await readFile(positionals[0] ?? OWN_SET, 'utf8')).split('\n').filter((line) => line.trim());
  const letters = lines.map((line) => Labelled.parse(JSON.parse(line)));
  await redact(letters[0]?.text ?? '', {}, tagger); // loads what is loaded once

  const tallies = new Map<SpanType, TypeTally>();
  const sentences = { withoutName: 0, withFalseName: 0 };
  let ms = 0;
  for (const { text, spans: labels } of letters) {
    const start = performance.now();
    const { spans } = await redact(text, {}, tagger);
    ms += performance.now() - start;
    const { missed, wrong } = compareSpans(labels, spans, tallies);
    const counted = falseNameSentences(text, labels, spans);
    sentences.withoutName += counted.withoutName;
    sentences.withFalseName += counted.withFalseName;
    if (!values.misses) continue;
    for (const [word, those] of [['missed', missed], ['wrong', wrong]] as const)
      for (const { start, end, type } of those)
        console.error(word, type, JSON.stringify(`${text.slice(Math.max(0, start - 12), start)}【${text.slice(start, end)}】${text.slice(end, end + 8)}`)); // prettier-ignore
  }
  const report = {
    letters: letters.length,
    model: tagger !== undefined,
    msPerLetter: round(ms / letters.length),
    types: Object.fromEntries([...tallies].map(([type, tally]) => [type, ratesOf(tally)])),
    sentencesWithoutName: sentences.withoutName,
    ofThemWithFalseName: sentences.withFalseName,
  };
  console.log(JSON.stringify(report, null, 2));
  return 0;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

function ratesOf({ labelled, covered, found, right }: TypeTally): object {
  return {
    labelled,
    recall: labelled === 0 ? null : round(covered / labelled),
    found,
    precision: found === 0 ? null : round(right / found),
  };
}

await runCommand(main, USAGE);
