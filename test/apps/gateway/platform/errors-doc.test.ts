import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../../../infra/config/repo-root.js';
import '../../../../apps/gateway/register-errors.js';
import {
  errorCodes,
  statusOf,
  titleOfError,
} from '../../../../apps/gateway/platform/problems/error-table.js';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';

const text = readFileSync(join(repoRoot, 'docs', 'errors.md'), 'utf8');
const sections = text.split(/^## /m).slice(1);
const documented = sections.map((section) => section.split('\n', 1)[0]!.trim());
const codes = errorCodes();
const sectionOf = (code: ErrorCode): string => sections[documented.indexOf(code)] ?? '';

describe('docs/errors.md', () => {
  it('docs/errors.md has a heading for every code and no others', () => {
    expect([...documented].sort()).toEqual([...codes].sort());
  });

  it.each(codes)('docs/errors.md has status, title and remedy of %s', (code) => {
    const section = sectionOf(code);

    expect(section).toContain(`${statusOf(code)} · ${titleOfError(code)}`);
    expect(section).toMatch(/^\*\*Remedy:\*\* \S/m);
  });
});
