/** What the toolbar button says: not connected, ready, something is being scanned, something malicious is not seen yet. */
export const TOOLBAR_STATES = ['off', 'connected', 'working', 'alarm'] as const;

export type ToolbarState = (typeof TOOLBAR_STATES)[number];

export type ToolbarFacts = {
  /** There is a scanner, and leave to send it something. */
  isConnected: boolean;
  /** A malicious result that nobody has seen. */
  isAlarm: boolean;
  /** Scans under way. */
  running: number;
};

/** What matters most of what there is to say. */
export function toToolbarState({ isConnected, isAlarm, running }: ToolbarFacts): ToolbarState {
  if (isAlarm) return 'alarm';
  if (!isConnected) return 'off';
  return running > 0 ? 'working' : 'connected';
}
