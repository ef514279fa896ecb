import type { HoldState } from '../../../lib/core/hold-machine.ts';
import type { Kind } from './cell.ts';
import type { FolderWatch } from './folder-watch.ts';
import type { Limit } from './limit.ts';
import type { Site } from './site.ts';
import type { SiteFile } from './site-file.ts';
import type { VerdictGate } from './verdict-gate.ts';

/** A page of the extension, in whichever browser: a function runs there, with one argument that goes as JSON. */
export type ExtensionPage = {
  evaluate: <Argument, Result>(
    act: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ) => Promise<Result>;
};

/** What the cells of the matrix are measured in, whichever browser it is. */
export type CellLab = {
  site: Site;
  gate: VerdictGate;
  downloadsDir: string;
  watch: FolderWatch;
  /** Where this browser makes the target impossible. */
  limits: readonly Limit[];
  extensionPage: ExtensionPage;
  /** In which states nothing more happens to a file of which a person is asked. */
  restsAskedIn: readonly HoldState[];
  /** Opens the site's page with the files on it. */
  open: () => Promise<void>;
  /** Stops the extension's background at once. */
  stopBackground: () => Promise<void>;
  /**
   * What is started when nothing of the others moves any more, by a background that runs: the browser waits for it too
   * short a time to be shared with them.
   */
  startsLast: readonly Kind[];
  /** Starts the downloads, each as its kind says. */
  start: (files: readonly SiteFile[]) => Promise<void>;
};
