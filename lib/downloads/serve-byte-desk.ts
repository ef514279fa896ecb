import * as v from 'valibot';
import type { OffscreenJobs } from '../platform/offscreen-jobs.ts';
import type { OffscreenHandlers } from '../platform/offscreen-messages.ts';
import type { ByteDesk, CopyAnswer } from './byte-desk.ts';
import { CopyQuestion, DESK_QUESTIONS, DeliveryQuestion, FileQuestion } from './desk-questions.ts';

/** The document's end of the desk: what it answers, and whether it holds something that the document must stay for. */
export type ServedByteDesk = { handlers: OffscreenHandlers; isIdle: () => boolean };

/** Serves a desk to the background. */
export function serveByteDesk(desk: ByteDesk, jobs: OffscreenJobs<CopyAnswer>): ServedByteDesk {
  /** Their addresses end with the document. */
  const open = new Set<string>();
  return {
    isIdle: () => open.size === 0 && jobs.isIdle(),
    handlers: {
      async [DESK_QUESTIONS.copyLink](question) {
        const request = v.parse(CopyQuestion, question);
        return jobs.run(`link:${request.id}`, () => desk.copyLink(request));
      },
      async [DESK_QUESTIONS.copyFile](question) {
        const request = v.parse(FileQuestion, question);
        return jobs.run(`file:${request.id}`, () => desk.copyFile(request));
      },
      async [DESK_QUESTIONS.openDelivery](question) {
        const { id } = v.parse(DeliveryQuestion, question);
        const address = await desk.openDelivery(id);
        if (address !== undefined) open.add(id);
        return address ?? null;
      },
      async [DESK_QUESTIONS.closeDelivery](question) {
        const { id } = v.parse(DeliveryQuestion, question);
        open.delete(id);
        await desk.closeDelivery(id);
        return true;
      },
    },
  };
}
