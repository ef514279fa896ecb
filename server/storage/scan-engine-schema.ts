import * as v from 'valibot';
import type { WireScanEngine } from '../../lib/api/wire.ts';
import { verdictSchema } from './verdict-schema.ts';

/** What one engine said, as it is stored and answered. */
export const scanEngineSchema = v.object({
  name: v.pipe(v.string(), v.description('Name of the engine.')),
  version: v.pipe(v.string(), v.description('Its version.')),
  verdict: verdictSchema,
}) satisfies v.GenericSchema<unknown, WireScanEngine>;
