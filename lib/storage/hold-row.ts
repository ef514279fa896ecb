import * as v from 'valibot';
import { FATE_REASONS } from '../core/decide-fate.ts';
import {
  EXPOSED_REASONS,
  FATE_ACTS,
  FATE_AUTHORS,
  HOLD_PLACES,
  HOLD_PROBLEMS,
  type Hold,
  LOST_REASONS,
} from '../core/hold.ts';
import { HOLD_STATES, isHoldAtRest } from '../core/hold-machine.ts';
import { NOTICES } from '../core/scan.ts';

const Time = v.pipe(v.number(), v.finite());

/** A row of the store. Fields that newer versions add are kept out, fields that are missing are an error. */
const HoldRow = v.object({
  id: v.string(),
  downloadId: v.exactOptional(v.number()),
  startedAt: v.exactOptional(Time),
  isPrivate: v.exactOptional(v.boolean()),
  name: v.string(),
  saveFrom: v.exactOptional(v.string()),
  markedName: v.exactOptional(v.string()),
  state: v.picklist(HOLD_STATES),
  place: v.picklist(HOLD_PLACES),
  createdAt: Time,
  updatedAt: Time,
  finishedAt: v.exactOptional(Time),
  dueAt: v.exactOptional(Time),
  limitAt: Time,
  heldUntil: v.exactOptional(Time),
  staged: v.exactOptional(
    v.object({
      size: v.number(),
      sha256: v.exactOptional(v.string()),
      isAnew: v.exactOptional(v.boolean()),
    }),
  ),
  deliveryId: v.exactOptional(v.number()),
  question: v.exactOptional(v.picklist(FATE_REASONS)),
  fate: v.exactOptional(
    v.object({
      do: v.picklist(FATE_ACTS),
      by: v.picklist(FATE_AUTHORS),
      because: v.picklist(FATE_REASONS),
      why: v.exactOptional(v.string()),
    }),
  ),
  exposedAt: v.exactOptional(Time),
  exposedBecause: v.exactOptional(v.picklist(EXPOSED_REASONS)),
  lostBecause: v.exactOptional(v.picklist(LOST_REASONS)),
  isOfCopy: v.exactOptional(v.boolean()),
  notice: v.exactOptional(v.picklist(NOTICES)),
  attempts: v.number(),
  problem: v.exactOptional(v.picklist(HOLD_PROBLEMS)),
}) satisfies v.GenericSchema<unknown, Hold>;

/** The keys of the sparse indexes: a row that lacks one is not in that index. */
type IndexKeys = {
  /** [createdAt, id] of a hold that is under way, asks a person, or is still to be told of. */
  activeKey?: [number, string];
  /** The browser's numbers of the download and of our delivery, while the browser's word on them still counts. */
  downloadIds?: number[];
};

export type StoredHold = Hold & IndexKeys;

/** A hold as it is stored: with the keys of the indexes that it belongs in. */
export function toHoldRow(hold: Hold): StoredHold {
  const { id, createdAt, state, question, notice, downloadId, deliveryId } = hold;
  const isActive = !isHoldAtRest(state) || question !== undefined || notice === 'due';
  const isFollowed = isActive || state === 'kept';
  const downloadIds = [downloadId, deliveryId].filter((number) => number !== undefined);
  return {
    ...hold,
    ...(isActive ? { activeKey: [createdAt, id] } : {}),
    ...(isFollowed ? { downloadIds } : {}),
  };
}

/** Reads a stored row; undefined where it can't be understood (it stays in the store). */
export function parseHoldRow(row: unknown): Hold | undefined {
  const parsed = v.safeParse(HoldRow, row);
  return parsed.success ? parsed.output : undefined;
}
