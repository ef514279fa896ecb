import type { UnpackBudget } from '../unpack-budget.ts';

/** A file of any level: the sample itself, a member of an archive, or a part that an extractor took out of one. */
export type ExtractorInput = {
  bytes: Uint8Array;
  /** MIME type as `detectFileType` finds it in the bytes. */
  mime: string;
  /** Without folders, and chosen by whoever made the file: tell a format by its bytes. */
  name: string;
  /** What the sample was submitted with, null for none. For memory alone. */
  password: string | null;
};

/** Something that a file holds. It is scanned as its member and opened in turn. */
export type ExtractedPart = {
  /** For the path in the evidence, and for rules that look at names: the original name where there is one. */
  name: string;
  bytes: Uint8Array;
  /** It was encrypted, and opened with a password. */
  underPassword?: boolean;
};

/** Something of a file that could not be looked at. The verdict is then never "clean". */
export type UnopenedPart = {
  /**
   * `encrypted`: a password is missing or wrong; `sealed`: encrypted, and no password opens it here; `damaged`: the
   * bytes break their own format; `unsupported`: nothing here opens it.
   */
  reason: 'encrypted' | 'sealed' | 'damaged' | 'unsupported';
  /** The end of the sentence "… could not be scanned: ", for people, without a full stop. */
  words: string;
  /** What it was, by names inside the file; empty for the file as a whole. */
  members: readonly string[];
};

/**
 * Takes out of a file what it holds, where that is not an archive that 7-Zip opens. Stateless and synchronous: it runs
 * while 7-Zip is in the middle of handing over a member.
 */
export type Extractor = {
  /** Whether `extract` may find something; called for every file, so it looks at the type or at few bytes. */
  matches: (file: ExtractorInput) => boolean;
  /**
   * Yields part by part, so that only one is in memory: best a generator. Each part is counted against the budget by the
   * caller; what grows beyond the size of the file while it is made (inflating) asks `budget.room()` before, or calls
   * `budget.growTo` on the way.
   * @throws LimitReached, by the budget. Anything else thrown ends this file with the evidence that it was not opened.
   */
  extract: (file: ExtractorInput, budget: UnpackBudget) => Iterable<ExtractedPart | UnopenedPart>;
};
