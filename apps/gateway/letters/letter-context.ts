import { readAttachments } from '../../../domain/cases/attachments/attachments.repository.js';
import { LettersRepository } from '../../../domain/letters/letters.repository.js';
import type { ReadServices } from '../cases/registration/business.js';
import type { Actor } from '../platform/identity/actor.js';
import { readFollowed } from './followed-view.js';
import { toLetterView, type LetterView } from './letter-view.js';

/**
 * Reads the files of a letter and the letter that it follows.
 *
 * @param process id of a process that the reader may see
 */
export async function readBeside(
  services: ReadServices,
  actor: Actor,
  process: string,
): Promise<Pick<LetterView, 'attachments' | 'mergedInto'>> {
  const [attachments, mergedInto] = await Promise.all([
    readAttachments(services.pool, process),
    readFollowed(services, actor, process),
  ]);
  return { attachments, mergedInto };
}

/** Reads the letter of a process that the reader may see; null when the process has none. */
export async function readLetter(
  services: ReadServices,
  actor: Actor,
  process: string,
  readsContent: boolean,
): Promise<LetterView | null> {
  const letter = await new LettersRepository(services.pool).ofProcess(process);
  return letter ? toLetterView(letter, readsContent, await readBeside(services, actor, process)) : null;
}
