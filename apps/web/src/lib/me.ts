import { createContext, useContext } from 'react';
import type { Schemas } from '../api/client.js';

/** The account that is signed in. */
export type Me = Schemas['CurrentAccountView'];

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only in pages of the console. */
export function useMe(): Me {
  return useContext(MeContext)!;
}
