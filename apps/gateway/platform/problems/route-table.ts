import type { FastifyInstance } from 'fastify';

/** Methods of each path, which distinguish a wrong method from a wrong path. */
export class RouteTable {
  private readonly routes: { readonly methods: readonly string[]; readonly pattern: RegExp }[] = [];

  /** Adds every route that is registered from now on. */
  watch(fastify: FastifyInstance): this {
    fastify.addHook('onRoute', ({ method, url }) => {
      const pattern = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : escape(part)));
      this.routes.push({ methods: [method].flat(), pattern: new RegExp(`^${pattern.join('/')}$`) });
    });
    return this;
  }

  methodsOf(path: string): string[] {
    const matching = this.routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(matching.flatMap(({ methods }) => methods))].sort();
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
