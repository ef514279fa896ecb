import * as v from 'valibot';
import { VERDICT_CODES } from '../verdict-codes.ts';

/** A verdict, as it is stored and answered. */
export const verdictSchema = v.pipe(
  v.picklist(VERDICT_CODES),
  v.description('MAL malicious, BLK restricted by policy, SPM spam, SUS suspicious, CLN clean.'),
);
