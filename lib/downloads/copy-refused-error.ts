import { SluiceError } from '../core/errors.ts';
import type { CopyRefusal } from './byte-desk.ts';

/** There is no copy, and it is no defect of ours. */
export class CopyRefusedError extends SluiceError {
  readonly because: CopyRefusal;

  constructor(because: CopyRefusal, cause?: unknown) {
    super(because, `No copy: ${because}`, { cause });
    this.because = because;
  }
}
