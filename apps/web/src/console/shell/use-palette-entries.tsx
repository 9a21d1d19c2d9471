import type { useNavigate } from '@tanstack/react-router';
import { Building2, CornerDownLeft, FileText, History, Mail, Search, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { recentSearches } from '../../features/search/recent.js';
import { Hit } from '../../features/search/staff/hit.js';
import type { Found } from '../../features/search/staff/use-search.js';
import { useMe } from '../../lib/me.js';
import { matches } from '../../lib/pinyin.js';
import { t } from '../../messages/t.js';
import { useCommands } from './commands.js';
import { navigationFor } from './navigation.js';

/** A line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  /** Read aloud. */
  readonly text: string;
  readonly icon: LucideIcon;
  /** In place of the text. */
  readonly content?: ReactNode;
  readonly keys?: string | undefined;
  /** Chosen, it goes on searching. */
  readonly keepsOpen?: true;
  readonly run: () => void;
}

export interface PaletteSection {
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

interface Sources {
  readonly typed: string;
  readonly found: Found;
  readonly search: (words: string) => void;
  readonly navigate: ReturnType<typeof useNavigate>;
}

const LETTERS = 'mailbox-letter';

/** What the palette offers for what is typed; sections without entries are left out. */
export function usePaletteEntries({ typed, found, search, navigate }: Sources): PaletteSection[] {
  const { roles } = useMe();
  const commands = useCommands();
  const pages = navigationFor(roles);
  const seesLetters = pages.some(({ to }) => to === '/letters');
  const offered: PaletteEntry[] = [
    ...commands.map(({ id, title, icon = CornerDownLeft, keys, run }) => ({
      id,
      text: title,
      icon,
      keys,
      run,
    })),
    ...pages.map(({ to, title, icon, key }) => ({
      id: to,
      text: title,
      icon,
      keys: `G ${key}`,
      run: () => void navigate({ to }),
    })),
  ].filter(({ text }) => matches(typed, text));
  const words = found.words ?? '';
  const cases = found.hits.map((hit): PaletteEntry => ({
    id: hit.processId,
    text: [hit.subject, hit.title ?? hit.processTitle].join(' '),
    icon: hit.processKey === LETTERS ? Mail : FileText,
    content: <Hit hit={hit} words={words} />,
    run: () =>
      void (hit.processKey === LETTERS
        ? navigate({ to: '/letters/$no', params: { no: hit.subject } })
        : navigate({ to: '/processes/$id', params: { id: hit.processId } })),
  }));
  const units = found.units.map(({ code, name }): PaletteEntry => ({
    id: `unit-${code}`,
    text: t('search.lettersOfUnit', { unit: name }),
    icon: Building2,
    run: () => void navigate({ to: '/letters', search: { unit: code } }),
  }));
  const all: PaletteEntry = {
    id: 'all-letters',
    text: t('search.all', { words }),
    icon: Search,
    run: () => void navigate({ to: '/letters', search: { q: words } }),
  };
  const recent = recentSearches().map((one): PaletteEntry => ({
    id: `recent-${one}`,
    text: one,
    icon: History,
    keepsOpen: true,
    run: () => search(one),
  }));
  const isList = seesLetters && found.hits.length > 0;
  return [
    { title: t('search.recent'), entries: typed.trim() === '' ? recent : [] },
    { title: t('search.cases'), entries: isList ? [...cases, all] : cases },
    { title: t('search.units'), entries: seesLetters ? units : [] },
    { title: t('search.pages'), entries: offered },
  ].filter(({ entries }) => entries.length > 0);
}
