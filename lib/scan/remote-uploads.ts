import * as v from 'valibot';
import { tokenFor } from '../core/connection.ts';
import { ApiError } from '../core/errors.ts';
import type { Offscreen } from '../platform/offscreen.ts';
import type { ConnectionStore } from '../storage/connection-store.ts';
import { UPLOAD_QUESTIONS, UploadOutcome } from './upload-questions.ts';
import type { UploadRequest, Uploads } from './uploads.ts';

export type RemoteUploadsDeps = {
  offscreen: Pick<Offscreen, 'isAvailable' | 'ask' | 'askUntilSettled' | 'askIfThere' | 'rest'>;
  connections: Pick<ConnectionStore, 'load'>;
  /** Where the browser, or the person, lets us have no offscreen document, and for what must not go there. */
  otherwise: Uploads;
  /** Whether a scan is of a private window: its bytes are in the memory of this context only. */
  isPrivate: (id: string) => boolean;
};

/**
 * Makes the background's end of the uploads in the offscreen document, which go on there when the worker dies. The next
 * worker sends the same again, by which it hears what became of the first.
 */
export function createRemoteUploads(deps: RemoteUploadsDeps): Uploads {
  const { offscreen, connections, otherwise, isPrivate } = deps;
  let stops = 0;
  /** How many are being asked for. */
  let asking = 0;

  async function ask({ server, ...request }: UploadRequest): Promise<UploadOutcome> {
    const stopsBefore = stops;
    const token = tokenFor(await connections.load(), server);
    if (token === undefined) throw new ApiError('not-connected');
    if (stops > stopsBefore) throw new ApiError('no-consent');
    asking += 1;
    try {
      const question = { ...request, server, token };
      return v.parse(UploadOutcome, await offscreen.askUntilSettled(UPLOAD_QUESTIONS.upload, question));
    } catch (cause) {
      // The document went away in the middle of it: the server may have it all.
      throw new ApiError('connection-lost', { cause });
    } finally {
      asking -= 1;
      void offscreen.rest().catch(() => {});
    }
  }

  return {
    async send(client, request) {
      if (!offscreen.isAvailable() || isPrivate(request.id)) return otherwise.send(client, request);
      const outcome = await ask(request);
      switch (outcome.kind) {
        case 'accepted':
          return { scanId: outcome.scanId };
        case 'refused':
          throw new ApiError(outcome.refusal.problem, outcome.refusal);
        case 'broken':
          throw new Error(`The upload broke off: ${outcome.message}`);
      }
    },
    async isKnown(subOrigin) {
      // A document that goes away takes what it knows with it.
      const answer = await offscreen.askIfThere(UPLOAD_QUESTIONS.isKnown, { subOrigin }).catch(() => false);
      return answer === true;
    },
    async stop() {
      stops += 1;
      await otherwise.stop();
      // A document that is only being made for an upload hears of this after that.
      await offscreen[asking > 0 ? 'ask' : 'askIfThere'](UPLOAD_QUESTIONS.stop, {});
    },
  };
}
