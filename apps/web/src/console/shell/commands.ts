import type { LucideIcon } from 'lucide-react';
import { useSyncExternalStore } from 'react';

/** An action that the palette offers. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly icon?: LucideIcon | undefined;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** What the shell and the open page offer beside the pages themselves. */
class Commands {
  private groups: readonly (readonly Command[])[] = [];
  private all: readonly Command[] = [];
  private readonly listeners = new Set<() => void>();

  readonly list = (): readonly Command[] => this.all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @returns the function that takes them away again */
  add(commands: readonly Command[]): () => void {
    this.set([...this.groups, commands]);
    return () => this.set(this.groups.filter((group) => group !== commands));
  }

  private set(groups: readonly (readonly Command[])[]): void {
    this.groups = groups;
    this.all = groups.flat();
    this.listeners.forEach((listener) => listener());
  }
}

export const commands = new Commands();

export const useCommands = (): readonly Command[] => useSyncExternalStore(commands.subscribe, commands.list);
