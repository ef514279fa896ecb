import type { Permission } from '../../lib/platform/permission.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakePermission = Permission & {
  isGranted: () => boolean;
  /** What a person answers from now on, or the browser by throwing. */
  answerWith: (answer: boolean | Error) => void;
  /** How often somebody asked for it. */
  requests: () => number;
};

/** A permission in memory, which is given when asked for unless told otherwise. */
export function createFakePermission(isGrantedAtFirst = false): FakePermission {
  const changed = createFakeEvent<[]>();
  let isGranted = isGrantedAtFirst;
  let answer: boolean | Error = true;
  let requests = 0;
  return {
    has: async () => isGranted,
    async request() {
      requests += 1;
      if (answer instanceof Error) throw answer;
      isGranted ||= answer;
      changed.fire();
      return isGranted;
    },
    async remove() {
      isGranted = false;
      changed.fire();
      return true;
    },
    subscribe: changed.add,
    isGranted: () => isGranted,
    answerWith(given) {
      answer = given;
    },
    requests: () => requests,
  };
}
