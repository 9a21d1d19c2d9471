import type { Site } from '../../../lib/site.js';
import type { TextSection } from './text-page.js';

/** Sections of the site's own texts, in this order; none while they are on their way. */
export function siteSections(site: Site | undefined, keys: readonly string[]): readonly TextSection[] {
  return keys.flatMap((key) => {
    const found = site?.texts.find((text) => text.key === key);
    return found ? [{ title: found.title, text: found.paragraphs }] : [];
  });
}
