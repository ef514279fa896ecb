/**
 * One line of the allow or the block list. `why` is shown in the history wherever the rule decided: whoever wrote the
 * rule says there what it is for.
 */
export type DownloadRule =
  /** A host by its name (`files.example.org`), or with `*.` before it that host and all below it. */
  | { kind: 'host'; host: string; why: string }
  /** A match pattern (`https://*.example.org/reports/*`), as in `match-pattern.ts`. */
  | { kind: 'pattern'; pattern: string; why: string }
  /** What a file's name ends in, without the first dot: `exe`, `tar.gz`. Small and capital letters are the same. */
  | { kind: 'ending'; ending: string; why: string }
  /** Bytes, both ends included. At least one of them is there. A size that is not known matches no rule. */
  | { kind: 'size'; atLeast?: number; atMost?: number; why: string };
