import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileRows } from '../e2e/guard/guard-rows.ts';
import type { NewSiteFile } from '../e2e/guard/site.ts';
import type { SiteFile } from '../e2e/guard/site-file.ts';
import { waitForRows } from '../e2e/guard/wait-for-rows.ts';
import { expectEnd, type FileEnd, landedOf, wasExposed } from './guard/end-of-file.ts';
import { type FirefoxLab, openFirefoxLab } from './guard/firefox-lab.ts';
import { openSitePage, startDownloads } from './guard/start-in-firefox.ts';

/** A verdict that comes no sooner than the test wants it. */
const LATE = { delayMs: 600_000 };
const HANDED_OVER: FileEnd = { hold: 'released', landed: 'own' };
const TAKEN_AWAY: FileEnd = { hold: 'removed', landed: 'none' };

type Finding = 'clean' | 'malicious';
const ENDS: Record<Finding, FileEnd> = { clean: HANDED_OVER, malicious: TAKEN_AWAY };
const FINDINGS: readonly Finding[] = ['clean', 'malicious'];

const isHeld = ({ hold, scan }: FileRows) => hold?.state === 'held' && scan?.state === 'polling';
const isStaged = ({ hold }: FileRows) => hold?.state === 'staged';
const isExposed = ({ hold }: FileRows) => hold?.exposedBecause === 'worker-died';

describe('the background is ended', () => {
  it.each(FINDINGS)(
    'while a file is held that will be %s: Firefox lets it go, and the verdict counts',
    async (finding) => {
      const { lab, file } = await startOne({ kind: 'get-small', finding }, isHeld);
      await lab.stopBackground();
      await waitForRows(lab, file, isExposed);
      tellVerdict(lab, file);
      await expectEnd(lab, file, ENDS[finding]);
      expect(lab.gate.submissionsOf(file.token)).toHaveLength(1);
    },
  );

  it('while a held file is submitted', async () => {
    const lab = await openLab();
    lab.gate.hold('submit');
    const file = await start(lab, { kind: 'get-small', finding: 'malicious' });
    await waitForRows(lab, file, ({ hold, scan }) => hold?.state === 'held' && scan?.state === 'submitting');
    await lab.stopBackground();
    lab.gate.open();
    await waitForRows(lab, file, ({ scan }) => scan?.state === 'polling');
    tellVerdict(lab, file);
    await expectEnd(lab, file, TAKEN_AWAY);
  });

  it.each(FINDINGS)('while only our copy is there of a file that will be %s', async (finding) => {
    const { lab, file } = await startOne({ kind: 'save-as', finding }, isStaged);
    await lab.stopBackground();
    tellVerdict(lab, file);
    await expectEnd(lab, file, ENDS[finding]);
    expect(wasExposed(lab, file)).toBe(false);
  });
});

describe('the browser is killed and started again', () => {
  it.each(FINDINGS)('while a file is held that will be %s: it is fetched anew', async (finding) => {
    const { lab, file } = await startOne({ kind: 'get-small', finding }, isHeld);
    await lab.crash();
    tellVerdict(lab, file);
    await expectEnd(lab, file, ENDS[finding]);
    expect(wasExposed(lab, file)).toBe(false);
    expect(lab.site.transfersOf(file).map(({ by }) => by)).toEqual(['browser', 'scanner', 'extension']);
  });

  it('while a file is held that a site gives once only: it is gone, and the person is told', async () => {
    const { lab, file } = await startOne(
      { kind: 'one-time', finding: 'clean' },
      ({ hold }) => hold?.question === 'no-bytes',
    );
    await lab.crash();
    const hold = await expectEnd(lab, file, { hold: 'gone', landed: 'none' });
    expect(hold?.lostBecause).toBe('interrupted');
    await waitForRows(lab, file, ({ hold }) => hold?.notice === 'shown');
  });

  it.each(FINDINGS)('while only our copy is there of a file that will be %s', async (finding) => {
    const { lab, file } = await startOne({ kind: 'save-as', finding }, isStaged);
    await lab.crash();
    tellVerdict(lab, file);
    await expectEnd(lab, file, ENDS[finding]);
    expect(wasExposed(lab, file)).toBe(false);
  });

  it('after its background was ended: Firefox has forgotten what stands there, and the person is told of it', async () => {
    const { lab, file } = await startOne({ kind: 'get-small', finding: 'malicious' }, isHeld);
    await lab.stopBackground();
    await waitForRows(lab, file, isExposed);
    await lab.crash();
    tellVerdict(lab, file);
    const { hold } = await waitForRows(lab, file, ({ scan }) => scan?.notice === 'shown');
    expect(hold).toMatchObject({ state: 'gone', lostBecause: 'forgotten', exposedBecause: 'worker-died' });
    expect(await landedOf(lab, file)).toBe('own');
    expect(await noticesOf(lab)).toContain(hold?.id);
  });
});

/** The part of `browser` that is used inside a page of the extension. */
declare const browser: { notifications: { getAll: () => Promise<Record<string, object>> } };

function noticesOf({ now }: FirefoxLab): Promise<string[]> {
  return now().popup.evaluate(async () => Object.keys(await browser.notifications.getAll()));
}

async function openLab(): Promise<FirefoxLab> {
  const parts = new AsyncDisposableStack();
  onTestFinished(() => parts.disposeAsync());
  return openFirefoxLab(parts);
}

/** One download, brought to where it is to be. */
async function startOne(wanted: NewSiteFile, isThere: (rows: FileRows) => boolean) {
  const lab = await openLab();
  const file = await start(lab, wanted);
  await waitForRows(lab, file, isThere);
  return { lab, file };
}

async function start(lab: FirefoxLab, wanted: NewSiteFile): Promise<SiteFile> {
  const file = await lab.add(wanted, LATE);
  await openSitePage(lab);
  await startDownloads(lab, [file]);
  return file;
}

/** The verdict comes now. */
function tellVerdict({ gate }: FirefoxLab, { token }: SiteFile): void {
  gate.plan(token, { delayMs: 0 });
}
