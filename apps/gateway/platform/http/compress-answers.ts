import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Smaller answers fit in one packet anyway. */
const FROM_BYTES = 1024;
/** Answers of the API. Pages and assets are compressed by the build, documents and pictures in themselves. */
const JSON_TYPES = /^application\/(problem\+)?json\b/;

/**
 * Compresses the answers of the API: a list of fifty tasks is 52 KB of JSON, 5 KB of gzip.
 *
 * Compressed lengths tell of a secret that stands beside a text of the attacker's choice (BREACH). No answer holds such a
 * secret: sessions and lookup codes travel in cookies and request bodies. Request bodies are not decompressed: a small one
 * could unfold to gigabytes.
 */
export async function compressAnswers(app: NestFastifyApplication): Promise<void> {
  await app.register(compress, {
    encodings: ['gzip'],
    customTypes: JSON_TYPES,
    threshold: FROM_BYTES,
    globalDecompression: false,
  });
}
