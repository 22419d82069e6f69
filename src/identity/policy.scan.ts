import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ALLOWED, type Allowed } from './policy.js';

const RESOLVER_TYPE = 'graphql:resolver_type';
const OPERATIONS = new Set(['Query', 'Mutation', 'Subscription']);

export interface OperationPolicy {
  operation: string;
  kind: string;
  allowed: Allowed[] | null;
}

/** Finds every operation and its policy; the application does not start when one has none. */
@Injectable()
export class PolicyScan implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const silent = this.operations().filter(({ allowed }) => !allowed?.length);
    if (silent.length === 0) return;
    const names = silent.map(({ operation }) => operation).join(', ');
    throw new Error(`These operations have no policy (@Allow), so nobody could be allowed to use them: ${names}`);
  }

  operations(): OperationPolicy[] {
    return this.discovery.getProviders().flatMap(({ instance }) => {
      if (typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (typeof handler !== 'function') return [];
        const kind = this.reflector.get<string | undefined>(RESOLVER_TYPE, handler);
        if (!kind || !OPERATIONS.has(kind)) return [];
        return [
          { operation: method, kind, allowed: this.reflector.get<Allowed[] | undefined>(ALLOWED, handler) ?? null },
        ];
      });
    });
  }
}
