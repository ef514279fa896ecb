import type { HoldEvent } from './advance-hold.ts';
import type { Hold, LostReason } from './hold.ts';

/** What is found of a download when the guard looks: at a start, or when the browser tells of a change. */
export type HoldFinding =
  /** The browser has no such download. */
  | { kind: 'missing' }
  /** Not complete; `none` while the browser has not named it. */
  | { kind: 'arriving'; name: 'none' | 'own' | 'marked' }
  | { kind: 'complete'; name: 'own' | 'marked' }
  /** Complete once, and the file is no longer there. */
  | { kind: 'deleted' }
  /**
   * `canResume` where it may go on, whoever sees to that. `byPerson` only where it was seen to happen: a browser that
   * quits writes the same as one whose person cancels.
   */
  | { kind: 'interrupted'; canResume: boolean; byPerson: boolean }
  /** The staged copy is not in the store. */
  | { kind: 'bytes-missing' };

/**
 * The move that a finding asks for; undefined where it changes nothing, or where the act under way will see to it.
 * Nobody holds anything for a worker that died: a file that is found under its own name was released by the browser.
 * @param finding of the browser's download; once a staged copy is delivered, of that delivery
 */
export function findHoldEvent(hold: Hold, finding: HoldFinding): HoldEvent | undefined {
  if (finding.kind === 'bytes-missing') return toBytesLost(hold);
  switch (hold.state) {
    case 'observed':
      return toLoss(hold, finding) ?? toExposure(hold, finding, 'not-held');
    case 'held':
      return toLoss(hold, finding) ?? toExposure(hold, finding, wasHeld(hold) ? 'worker-died' : 'not-held');
    case 'parking':
      if (finding.kind === 'complete' && finding.name === 'marked') return { type: 'arrive' };
      return toLoss(hold, finding) ?? toExposure(hold, finding, 'name-overridden');
    case 'swapping':
      return isNoMore(finding) ? { type: 'drop' } : toExposure(hold, finding, 'worker-died');
    case 'staged':
      return toExposure(hold, finding, 'worker-died');
    case 'parked':
      return finding.kind === 'deleted' ? { type: 'lose', because: 'file-missing' } : undefined;
    case 'releasing':
    case 'keeping':
      return toHandedOver(hold, finding);
    case 'removing':
      return toRemoved(hold, finding);
    case 'released':
    case 'kept':
    case 'removed':
    case 'gone':
      return undefined;
  }
}

/** Only where the browser goes on with it under its own name, which it may do again after it was taken back. */
function toExposure(
  hold: Hold,
  finding: HoldFinding,
  because: Extract<HoldEvent, { type: 'expose' }>['because'],
): HoldEvent | undefined {
  const isNamed = finding.kind === 'complete' || (finding.kind === 'arriving' && hold.state !== 'observed');
  if (!isNamed || finding.name !== 'own' || hold.place === 'own-name') return undefined;
  return { type: 'expose', because };
}

function wasHeld({ heldUntil }: Hold): boolean {
  return heldUntil !== undefined;
}

function toLoss(hold: Hold, finding: HoldFinding): HoldEvent | undefined {
  const because = toLostReason(finding);
  if (because === undefined) return undefined;
  // A person who deletes or cancels it wants none; whoever else lost it, ours is as good. One that stood under its own
  // name is with the person already, and only the browser's list has forgotten it.
  const isUnwanted = because === 'person' || because === 'file-missing' || hold.place === 'own-name';
  return hold.staged !== undefined && !isUnwanted ? { type: 'recover' } : { type: 'lose', because };
}

function toLostReason(finding: HoldFinding): LostReason | undefined {
  switch (finding.kind) {
    case 'missing':
      return 'forgotten';
    case 'deleted':
      return 'file-missing';
    case 'interrupted':
      // Firefox pauses by an interruption. Whoever did it, it may go on.
      if (finding.canResume) return undefined;
      return finding.byPerson ? 'person' : 'interrupted';
    case 'arriving':
    case 'complete':
    case 'bytes-missing':
      return undefined;
  }
}

function isNoMore(finding: HoldFinding): boolean {
  switch (finding.kind) {
    case 'missing':
    case 'deleted':
      return true;
    case 'interrupted':
      return !finding.canResume;
    case 'arriving':
    case 'complete':
    case 'bytes-missing':
      return false;
  }
}

/** A file that the browser has only forgotten may stand there still, and can't be removed through it. */
function toRemoved({ place }: Hold, finding: HoldFinding): HoldEvent | undefined {
  if (!isNoMore(finding)) return undefined;
  const mayStand = finding.kind === 'missing' && (place === 'own-name' || place === 'marked-name');
  return mayStand ? { type: 'lose', because: 'forgotten' } : { type: 'finish', place: 'nowhere' };
}

function toHandedOver(hold: Hold, finding: HoldFinding): HoldEvent | undefined {
  switch (hold.place) {
    case 'arriving':
    case 'own-name':
      if (finding.kind === 'complete') return toArrival(finding);
      // The person has it already, and only the browser's list has forgotten it.
      if (finding.kind === 'missing' && hold.place === 'own-name')
        return { type: 'finish', place: 'own-name' };
      // It has its own name, and goes on as any download of the browser.
      if (finding.kind === 'arriving' && finding.name === 'own') return { type: 'finish', place: 'own-name' };
      return toLoss(hold, finding);
    case 'marked-name':
      if (finding.kind !== 'deleted') return undefined;
      // We took it away, or the person did, who wants the file all the same: our copy is as good.
      return hold.staged === undefined ? { type: 'lose', because: 'file-missing' } : { type: 'recover' };
    case 'staged':
      // A delivery that failed is made again from the staged copy.
      // One that was deleted after it was complete has been delivered too.
      return hold.deliveryId !== undefined && (finding.kind === 'complete' || finding.kind === 'deleted')
        ? { type: 'finish', place: 'own-name' }
        : undefined;
    case 'nowhere':
      return undefined;
  }
}

function toArrival({ name }: Extract<HoldFinding, { kind: 'complete' }>): HoldEvent {
  return name === 'own' ? { type: 'finish', place: 'own-name' } : { type: 'arrive' };
}

function toBytesLost(hold: Hold): HoldEvent | undefined {
  switch (hold.state) {
    case 'staged':
      return { type: 'lose', because: 'bytes-missing' };
    case 'releasing':
    case 'keeping':
      // Elsewhere there is a file that is as good.
      if (hold.place !== 'staged') return hold.staged && { type: 'unstage' };
      return { type: 'lose', because: 'bytes-missing' };
    case 'swapping':
      // Under its own name it is not held any more, and stays there.
      return { type: hold.place === 'own-name' ? 'leave' : 'unstage' };
    case 'observed':
    case 'held':
    case 'parking':
    case 'parked':
      return hold.staged === undefined ? undefined : { type: 'unstage' };
    case 'removing':
    case 'released':
    case 'kept':
    case 'removed':
    case 'gone':
      return undefined;
  }
}
