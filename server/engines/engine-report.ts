/** One rule that matched. */
export type Finding = {
  rule: string;
  description: string;
  severity: 'malicious' | 'suspicious';
  category: string;
  reference: string;
  /** 0 to 100. */
  confidence: number;
  /** Path inside the archive, `/` between levels of nesting as `outer.zip/inner.txt`; null for the sample itself. */
  member: string | null;
  /** The first places of the match, in bytes from the start of what was scanned. */
  offsets: number[];
};

/** Something of the sample that no engine could look at, and why. A report with gaps never leads to "clean". */
export type Gap = {
  name:
    | 'encrypted'
    | 'corrupt_archive'
    | 'archive_limit'
    | 'corrupt_content'
    | 'unsupported_content'
    | 'engine_limit'
    | 'engine_failed'
    | 'engine_missing';
  description: string;
  data: { [key: string]: unknown };
};

/** What one run of the engines over one sample found. */
export type EngineReport = {
  engine: { name: string; version: string };
  /** MIME type as found in the bytes; null of an engine that does not tell. */
  fileType: string | null;
  findings: Finding[];
  gaps: Gap[];
};

/** What the engine in the workers found, and how it came to see it. */
export type WorkerReport = EngineReport & {
  /**
   * What was opened with a password, so that no engine that is given none sees what is in there: the first paths inside
   * the sample, its own name for the sample itself, and how many there are.
   */
  unlocked: { paths: string[]; count: number };
};

/** What a worker is given when it starts. */
export type WorkerSetup = {
  rules: import('./rule-set.ts').RuleSet;
  limits: import('./unpack-budget.ts').UnpackLimits;
};

/**
 * One sample to look at. `name` is the name that it was submitted with, `size` is in bytes. `password` opens archives
 * in it; it is for memory alone and belongs in no log.
 */
export type WorkerJob = { path: string; name: string; size: number; password: string | null };

export type WorkerMessage =
  | { type: 'ready' }
  | { type: 'rules_error'; message: string }
  /** `scanned` is how many files the worker has looked at in its life, members among them. */
  | { type: 'report'; report: WorkerReport; scanned: number }
  | { type: 'failed'; message: string };
