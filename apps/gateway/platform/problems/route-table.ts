import type { FastifyInstance } from 'fastify';

/** Which methods there are for a path: a wrong method is then told from a wrong address. */
export class RouteBook {
  private readonly routes: { readonly methods: readonly string[]; readonly pattern: RegExp }[] = [];

  /** Notes every route that is registered from now on. */
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
