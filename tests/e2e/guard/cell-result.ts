import * as v from 'valibot';
import { FINDINGS, KINDS } from './cell.ts';

/** One line of the matrix, as a batch writes it for the table of the whole run. Times in ms since it began. */
export const CellResult = v.object({
  cell: v.object({
    flavour: v.picklist(['built', 'all']),
    delayMs: v.number(),
    isCold: v.boolean(),
    kind: v.picklist(KINDS),
    finding: v.picklist(FINDINGS),
  }),
  /** What lies in the folder: at the verdict, and behind an arrow once a person chose "Keep". */
  end: v.string(),
  /** All names that the file ever stood under. */
  names: v.array(v.string()),
  /** When it stood under its own name, and under its marked one. */
  landedMs: v.optional(v.number()),
  markedMs: v.optional(v.number()),
  verdictMs: v.optional(v.number()),
  /** Under its own name before it might. */
  exposureMs: v.number(),
  /** Whole or begun transfers of the file, by who asked. */
  transfers: v.object({ browser: v.number(), extension: v.number(), scanner: v.number() }),
  bytes: v.number(),
  /** Hold / scan, as they are stored at the end. */
  states: v.string(),
  /** What is not as it should be; '' where all is. */
  fault: v.string(),
});

export type CellResult = v.InferOutput<typeof CellResult>;
