/** What the redaction's thread runs: it holds the model. */
import type { KnownFacts } from './known-facts.js';
import { loadTagger, type Tagger } from './lac/tagger.js';
import { redact as redactText, type Redaction } from './redact.js';

export interface RedactTask {
  readonly texts: readonly string[];
  readonly known?: KnownFacts | undefined;
  /** Folder of the model; none: by rules alone. */
  readonly model?: string | undefined;
}

let loaded: { readonly folder: string; readonly tagger: Promise<Tagger | undefined> } | undefined;

/** A platform without the library, or a damaged model, is no failure: results say that no model has read them. */
function taggerOf(folder: string): Promise<Tagger | undefined> {
  if (loaded?.folder !== folder) loaded = { folder, tagger: loadTagger(folder).catch(() => undefined) };
  return loaded.tagger;
}

export async function redact({ texts, known, model }: RedactTask): Promise<Redaction[]> {
  const tagger = model === undefined ? undefined : await taggerOf(model);
  const results: Redaction[] = [];
  for (const text of texts) results.push(await redactText(text, known, tagger));
  return results;
}
