import * as v from 'valibot';

const HistoryFile = v.object({
  format: v.literal('sluice-history'),
  version: v.literal(1),
  scans: v.array(v.unknown()),
});

/** The rows of an exported history, not looked at yet; undefined where the file is none. */
export async function readHistoryFile(file: Blob): Promise<readonly unknown[] | undefined> {
  try {
    const parsed = v.safeParse(HistoryFile, JSON.parse(await file.text()));
    return parsed.success ? parsed.output.scans : undefined;
  } catch {
    return undefined;
  }
}
