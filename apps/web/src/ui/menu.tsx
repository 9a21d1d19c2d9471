import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { late } from '../lib/late.js';
import { Opener } from './opener.js';

const MenuList = late(async () => (await import('./menu-list.js')).MenuList);

export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly isDanger?: boolean;
  /** Why it cannot be chosen, shown in place. */
  readonly refusal?: string | undefined;
  readonly run: () => void;
}

/** Groups of entries, with a line between them. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

interface Props {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly groups: MenuGroups;
}

export const Menu = ({ label, trigger, groups }: Props) => (
  <Opener opens="menu" trigger={trigger}>
    {(opened) => <MenuList label={label} groups={groups} {...opened} />}
  </Opener>
);
