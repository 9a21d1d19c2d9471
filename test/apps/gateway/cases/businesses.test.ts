import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { businesses } from '../../../../apps/gateway/businesses.js';
import {
  defineBusiness,
  type CheckServices,
  type ProcessRules,
} from '../../../../apps/gateway/cases/registration/business.js';
import { Businesses } from '../../../../apps/gateway/cases/registration/businesses.js';
import { whoSeesWhat } from '../../../../apps/gateway/cases/who-sees-what.js';
import { registeredBusinesses } from '../../../../apps/gateway/who-sees-what.js';
import { repoRoot } from '../../../../infra/config/repo-root.js';
import { processes } from '../../../../workflows/registry.js';

const check = (): Promise<void> => Promise.resolve();
const withRules = (rules: ProcessRules, key = 'survey'): (() => Businesses) => {
  const business = defineBusiness({ name: 'trial', module: class {}, processes: { [key]: rules } });
  return () => new Businesses([business], {} as CheckServices);
};

describe('registered businesses', () => {
  it('registered businesses cover every process of the registry', () => {
    const registered = registeredBusinesses()
      .entries()
      .map(([key]) => key);

    expect(registered.sort()).toEqual([...new Set(processes.map(({ definition }) => definition.key))].sort());
  });

  it.each([
    ['mailbox-letter', 'register', 'dispatch', 'function'],
    ['campaign-department', 'reportList', 'report', 'function'],
    ['column-arrangement', 'arrange', 'return', 'function'],
    ['survey', 'approve', 'publish', 'function'],
    ['consultation', 'moveHearing', 'postpone', 'function'],
    ['mailbox-letter', 'approve', 'publish', 'undefined'],
    ['accountability', 'propose', 'talk', 'undefined'],
  ])('check of %s, %s/%s is of type %s', (process, task, outcome, type) => {
    expect(typeof registeredBusinesses().check(process, task, outcome)).toBe(type);
  });

  it.each([
    ['mailbox-letter', 'draft', 'extension', 'function'],
    ['column-arrangement', 'propose', 'propose', 'function'],
    ['online-interview', 'goLive', 'start', 'function'],
    ['survey', 'approve', 'publish', 'function'],
    ['consultation', 'decide', 'adopt', 'function'],
    ['card-appeal', 'decide', 'uphold', 'function'],
    ['accountability', 'propose', 'talk', 'undefined'],
  ])('precondition of %s, %s/%s is of type %s', (process, task, outcome, type) => {
    expect(typeof registeredBusinesses().precondition(process, task, outcome)).toBe(type);
  });

  it('a property of Object is not a check', () => {
    expect(withRules({ checks: {} })().senders('survey', 'constructor')).toEqual([]);
  });

  it.each<[string, ProcessRules, string]>([
    ['a check of an unknown outcome', { checks: { 'approve/publsh': check } }, `'approve/publsh'`],
    ['a check of an unknown task', { checks: { 'aprove/publish': check } }, `'aprove/publish'`],
    ['a reading of an unknown outcome', { readings: { 'approve/x': async () => ({}) } }, `'approve/x'`],
    ['senders of an unknown message', { senders: { ordr: ['supervisor'] } }, `'ordr'`],
    ['an unknown role as sender', { senders: { order: ['superviser'] } }, `'superviser'`],
    ['an unknown role as reader', { readers: ['editor'] }, `'editor'`],
    ['an unknown role that sees cases', { seenBy: { editor: 'all' } }, `'editor'`],
    ['an unknown handover', { handovers: ['pass'] }, `'pass'`],
  ])('a registration with %s is refused by name', (_, rules, named) => {
    expect(withRules(rules)).toThrow(named);
    expect(withRules(rules)).toThrow(`'survey'`);
  });

  it('the registration of an unknown process is refused with its key', () => {
    expect(withRules({}, 'surveys')).toThrow(`'surveys'`);
  });

  it('a business with an unknown role is refused with the role', () => {
    const business = defineBusiness({
      name: 'trial',
      module: class {},
      roles: { editor: { sees: 'all' } },
      processes: {},
    });

    expect(() => new Businesses([business], {} as CheckServices)).toThrow(`'editor'`);
  });

  it('a process registered twice is refused with its key', () => {
    const twice = [businesses[0]!, businesses[0]!];

    expect(() => new Businesses(twice, {} as CheckServices)).toThrow(
      `'mailbox-letter' is registered a second time`,
    );
  });
});

describe('docs/who-sees-what.md', () => {
  it('docs/who-sees-what.md is up to date: see apps/gateway/who-sees-what.ts', () => {
    expect(readFileSync(join(repoRoot, 'docs', 'who-sees-what.md'), 'utf8')).toBe(
      whoSeesWhat(registeredBusinesses()),
    );
  });
});
