import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ScanListResponse } from '../../lib/api/wire.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import { parseListQuery } from './list-query-schema.ts';
import { takeRows } from './take-rows.ts';
import { toWireScan } from './to-wire-scan.ts';

/**
 * `GET /api/v1/scans/list/`: newest first. The cursor is the unique creation time of the last row of a page, so
 * that scans which arrive between two pages are neither repeated nor push others out.
 */
export function registerListScansRoute(app: FastifyInstance, scans: ScanStore, pageSize: number): void {
  app.get('/api/v1/scans/list/', async (request): Promise<ScanListResponse> => {
    const filter = parseListQuery(request.query);
    const records = await scans.list(filter, pageSize + 1);
    const page = takeRows(records.slice(0, pageSize));
    const last = page.at(-1);
    const hasMore = records.length > page.length;
    return {
      count: await scans.count(filter),
      page_result_count: page.length,
      next: hasMore && last !== undefined ? toNext(request, last.created_at) : null,
      has_more: hasMore,
      results: page.map(toWireScan),
    };
  });
}

function toNext(request: FastifyRequest, createdAt: number): string {
  // A host header may be missing or be nonsense: then the address is told without one.
  const base = URL.parse(`${request.protocol}://${request.host}`);
  const next = new URL(request.originalUrl, base ?? 'http://localhost');
  next.searchParams.set('_cursor', new Date(createdAt).toISOString());
  return base === null ? `${next.pathname}${next.search}` : next.href;
}
