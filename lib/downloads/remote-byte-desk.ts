import * as v from 'valibot';
import type { Offscreen } from '../platform/offscreen.ts';
import type { ByteDesk, CopyAnswer } from './byte-desk.ts';
import { CopyOutcome, DESK_QUESTIONS, DeliveryAnswer } from './desk-questions.ts';

export type RemoteByteDeskDeps = {
  offscreen: Offscreen;
  /** Takes errors that should not be. */
  report: (error: unknown) => void;
};

/**
 * Makes the background's end of the desk in the offscreen document. A copy goes on there when the worker dies; the next
 * worker asks for the same id and shares the run, or its outcome.
 */
export function createRemoteByteDesk({ offscreen, report }: RemoteByteDeskDeps): ByteDesk {
  async function copy(name: string, request: object): Promise<CopyAnswer> {
    try {
      return v.parse(CopyOutcome, await offscreen.askUntilSettled(name, request));
    } catch (error) {
      // The document was closed under it, or the permission for one was taken away.
      report(error);
      return { kind: 'refused', because: 'interrupted' };
    }
  }

  return {
    copyLink: (request) => copy(DESK_QUESTIONS.copyLink, request),
    copyFile: (request) => copy(DESK_QUESTIONS.copyFile, request),
    canDeliver: offscreen.isAvailable,
    async openDelivery(id) {
      const address = v.parse(DeliveryAnswer, await offscreen.ask(DESK_QUESTIONS.openDelivery, { id }));
      return address ?? undefined;
    },
    async closeDelivery(id) {
      await offscreen.askIfThere(DESK_QUESTIONS.closeDelivery, { id });
    },
    rest: offscreen.rest,
  };
}
