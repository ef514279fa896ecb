import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { WireScan } from '../../lib/api/wire.ts';
import { RequestError } from '../errors.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import { toWireScan } from './to-wire-scan.ts';

const paramsSchema = v.object({ id: v.string() });

/** `GET /api/v1/scans/list/<id>/`, where `<id>` is the number of the submission or the `full_scan_id`. */
export function registerGetScanRoute(app: FastifyInstance, scans: ScanStore): void {
  app.get('/api/v1/scans/list/:id/', async (request): Promise<WireScan> => {
    const record = await scans.find(v.parse(paramsSchema, request.params).id);
    if (record === null) throw new RequestError(404, { detail: 'Not found.' });
    return toWireScan(record);
  });
}
