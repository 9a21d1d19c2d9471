import type { FastifyInstance } from 'fastify';
import { pathPattern } from './path-pattern.js';

/** Methods of each path, which distinguish a wrong method from a wrong path. */
export class RouteTable {
  private readonly routes: { readonly methods: readonly string[]; readonly pattern: RegExp }[] = [];

  /** Adds every route that is registered from now on. */
  watch(fastify: FastifyInstance): this {
    fastify.addHook('onRoute', ({ method, url }) => {
      this.routes.push({ methods: [method].flat(), pattern: new RegExp(`^${pathPattern(url)}$`) });
    });
    return this;
  }

  methodsOf(path: string): string[] {
    const matching = this.routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(matching.flatMap(({ methods }) => methods))].sort();
  }
}
