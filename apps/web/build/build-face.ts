import { build } from 'vite';
import { join } from 'node:path';
import { LAYERS, userOf, type User } from './chunks.ts';

/** The portal of citizens and the console of the staff: a page of the one loads nothing of the other. */
export const FACES = { portal: 'index.html', console: 'console.html' } as const;
export type Face = keyof typeof FACES;

/** Where the build writes what a face consists of, below the output folder. */
export const manifestOf = (face: Face): string => join('.vite', `${face}.json`);

/** Builds one face into the output folder, beside the other: built together they would share files, and load each other's. */
export async function buildFace(face: Face): Promise<void> {
  // The bundler asks for each layer; who needs a module is found once.
  const users = new Map<string, User>();
  const web = join(import.meta.dirname, '..');
  await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    build: {
      emptyOutDir: false,
      manifest: manifestOf(face),
      chunkSizeWarningLimit: Infinity, // check-sizes.ts holds the budgets, after compression
      rolldownOptions: {
        input: { [face]: join(web, FACES[face]) },
        output: {
          codeSplitting: {
            // What an earlier group takes, with all that it imports, is not in a later one.
            groups: LAYERS.map((layer, place) => ({
              debugName: layer,
              priority: LAYERS.length - place,
              name: (module, context) => {
                const user = users.get(module) ?? userOf(module, (id) => context.getModuleInfo(id));
                users.set(module, user);
                return user.layer === layer ? (user.feature ?? `${face}-${layer}`) : undefined;
              },
            })),
          },
        },
      },
    },
  });
}
