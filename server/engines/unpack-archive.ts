import { createSevenZip, type LoadedSevenZip } from './create-seven-zip.ts';
import { parseSevenZipErrors, type SevenZipErrors } from './parse-seven-zip-errors.ts';
import { toPasswordSwitch } from './to-password-switch.ts';
import { type LimitName, LimitReached, type UnpackBudget } from './unpack-budget.ts';
import { OUT_FOLDER, watchMembers } from './watch-members.ts';

/** An archive to be opened. `password` is null where none was given. */
export type ArchiveBytes = { bytes: Uint8Array; name: string; password: string | null };

/** What could not be read of one archive. All null or empty: every member was handed over whole. */
export type UnpackResult = SevenZipErrors & {
  stoppedBy: LimitName | null;
  /** Bytes behind the archive's end, which 7-Zip did not look at. */
  tailBytes: number;
};

/**
 * A hard link cannot be made in memory, and neither then can its date be set. Nothing is lost: a link has no content of
 * its own, and one that brings content nevertheless is told as a fault of the headers.
 */
const LINK_COMPLAINT = /^ERROR: Cannot (create hard link|set file attribute) : /;

const MAX_LINES = 10_000;

/**
 * Unpacks an archive and hands each member over as soon as it is whole, then forgets it: only one is in memory at a time.
 * Where the password is wrong, a member may be handed over as noise or as nothing, and is named in the result.
 * @throws what `onMember` throws.
 */
export async function unpackArchive(
  { bytes, name, password }: ArchiveBytes,
  budget: UnpackBudget,
  onMember: (path: string, bytes: Uint8Array) => void,
): Promise<UnpackResult> {
  const complaints: Complaints = { lines: [], links: false };
  const keep = (line: string): void => {
    // Not kept, so that no number of links can push out what matters.
    if (LINK_COMPLAINT.test(line)) complaints.links = true;
    else if (complaints.lines.length < MAX_LINES) complaints.lines.push(line);
  };
  const tail = createTailReader();
  const loaded = await createSevenZip(bytes, name, { print: tail.read, printErr: keep });
  loaded.sevenZip.FS.mkdir(OUT_FOLDER);
  const failures: unknown[] = [];
  watchMembers(loaded.sevenZip, budget, (path, member) =>
    keepFailure(failures, () => onMember(path, member)),
  );
  const locked = hasEncryptedHeader(bytes);
  const result = run(loaded, toPasswordSwitch(password), complaints, locked);
  // An engine that broke on a member says nothing of the archive.
  if (failures.length > 0) throw failures[0];
  // Less than all, whatever it says: what stands behind an archive is looked at in its turn.
  return { ...result, tailBytes: Math.min(tail.bytes(), Math.max(0, bytes.length - 1)) };
}

/** The error ends 7-Zip, which would else go on with the next member. */
function keepFailure(failures: unknown[], work: () => void): void {
  try {
    work();
  } catch (error) {
    failures.push(error);
    throw error;
  }
}

/** Reads from 7-Zip's output how many bytes stand behind the archive, up to its comment, which could say so as well. */
function createTailReader() {
  let bytes = 0;
  let inComment = false;
  const read = (line: string): void => {
    inComment ||= line.startsWith('Comment = ');
    if (!inComment) bytes = Math.max(bytes, Number(/^Tail Size = (\d{1,15})$/.exec(line)?.[1] ?? 0));
  };
  return { read, bytes: () => bytes };
}

/** What 7-Zip wrote to its error output; `links` says whether links were all or part of it. */
type Complaints = { lines: string[]; links: boolean };

function run(
  { sevenZip, archive }: LoadedSevenZip,
  passwordSwitch: string,
  complaints: Complaints,
  locked: boolean,
): Omit<UnpackResult, 'tailBytes'> {
  const { lines } = complaints;
  try {
    const options = ['-y', '-bd', '-snl-', '-scsUTF-8', passwordSwitch, `-o${OUT_FOLDER}/`];
    const status: unknown = sevenZip.callMain(['x', ...options, '--', archive]);
    if (status === 0 || (complaints.links && lines.every((line) => line === '')))
      return { stoppedBy: null, encrypted: [], damage: null };
  } catch (error) {
    // An archive that was stopped half-way looks damaged to 7-Zip; the limit is the reason worth telling.
    if (error instanceof LimitReached)
      return { ...parseSevenZipErrors(lines, archive), damage: null, stoppedBy: error.limit };
    // 7-Zip gives up on some damaged archives with a C++ exception, which arrives here as a bare number.
    lines.push(
      locked ? 'ERROR: Cannot open encrypted archive.' : 'ERROR: The archive is damaged or cut short.',
    );
  }
  return { ...parseSevenZipErrors(lines, archive), stoppedBy: null };
}

/**
 * Whether a 7z archive's list of members is encrypted. With a wrong password the list decrypts to noise, on which 7-Zip
 * may break as on a damaged one. The list's coders stand in the clear at the end: 06f10701 is AES (7zFormat.txt).
 */
function hasEncryptedHeader(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-512)).toString('hex');
  return Buffer.from(bytes.subarray(0, 4)).toString('hex') === '377abcaf' && tail.includes('06f10701');
}
