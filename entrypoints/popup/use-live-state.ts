import { useEffect, useState } from 'preact/hooks';
import type { PopupModel, PopupState } from './popup-model.ts';
import { toAnnouncement } from './to-announcement.ts';

/** What the model holds now, and what of its newest change is to be said to those who don't see it. */
export function useLiveState(model: PopupModel): { state: PopupState; announcement: string } {
  const [live, setLive] = useState({ state: model.current(), announcement: '' });
  useEffect(
    () =>
      model.subscribe(() => {
        const state = model.current();
        setLive((before) => ({
          state,
          // What was said stays until there is something else: taken away too soon it might not be read out.
          announcement: toAnnouncement(before.state, state) || before.announcement,
        }));
      }),
    [model],
  );
  return live;
}
