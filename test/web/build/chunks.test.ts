import { expect, it } from '@jest/globals';
import { userOf, type Module } from '../../../apps/web/build/chunks.js';

const page = (importers: string[] = []): Module => ({
  isEntry: false,
  importers,
  dynamicImporters: ['/src/portal/routes.tsx'],
});
const module = (...importers: string[]): Module => ({ isEntry: false, importers, dynamicImporters: [] });
const MODULES: Readonly<Record<string, Module>> = {
  '/src/portal/main.tsx': { isEntry: true, importers: [], dynamicImporters: [] },
  '/src/portal/routes.tsx': module('/src/portal/main.tsx'),
  '/src/features/letters/write-page.tsx': page(),
  '/src/features/letters/track-page.tsx': page(),
  '/src/features/surveys/survey-page.tsx': page(),
  '/src/ui/button.tsx': module('/src/features/letters/write-page.tsx', '/src/portal/routes.tsx'),
  '/src/ui/captcha.tsx': module('/src/ui/send.tsx', '/src/features/surveys/survey-page.tsx'),
  '/src/ui/send.tsx': module('/src/features/letters/write-page.tsx', '/src/ui/captcha.tsx'),
  '/src/features/letters/draft.ts': module(
    '/src/features/letters/write-page.tsx',
    '/src/features/letters/track-page.tsx',
  ),
  '/src/console/pages/work-page.tsx': page(),
  '/src/ui/date-field.tsx': module(
    '/src/features/surveys/survey-page.tsx',
    '/src/console/pages/work-page.tsx',
  ),
  '/node_modules/react-aria-components/Select.mjs': module(
    '/src/features/letters/track-page.tsx',
    '/src/features/surveys/survey-page.tsx',
  ),
  '/src/features/tasks/list.module.css': module('/src/console/pages/work-page.tsx'),
  '/src/features/letters/steps.ts': module('/src/features/letters/write-page.tsx'),
};

it.each([
  ['the first page and another', '/src/ui/button.tsx', { layer: 'first' }],
  ['pages of two features, in a circle', '/src/ui/captcha.tsx', { layer: 'shared' }],
  ['a page of every morning and another', '/src/ui/date-field.tsx', { layer: 'everyday' }],
  [
    'pages of two features, from a library',
    '/node_modules/react-aria-components/Select.mjs',
    { layer: 'parts' },
  ],
  ['two pages of one feature', '/src/features/letters/draft.ts', { layer: 'feature', feature: 'letters' }],
  ['one page', '/src/features/letters/steps.ts', {}],
  ['itself, a page', '/src/features/letters/write-page.tsx', {}],
])('a module is in the file of its users: %s', (_users, id, expected) => {
  expect(userOf(id, (known) => MODULES[known] ?? null)).toEqual(expected);
});
