import type { Scan } from '../../lib/core/scan.ts';
import { type GuardedRows, guardedOfEachKind } from '../../tests/factories/guarded-factory.ts';
import { aPollingScan, aScan, aScanAtRest } from '../../tests/factories/scan-factory.ts';
import type { SceneRows } from './scene.ts';

const MINUTE = 60_000;

const FILES = [
  ['annual-report.pdf', 'intranet.example.org', 'clean'],
  ['macro-budget.xlsm', 'mail.example.com', 'suspicious'],
  ['Statement_8841.pdf.exe', 'cdn.files-share.example', 'malicious'],
  ['photos-2026.zip', 'photos.example.net', 'clean'],
  ['offer.docx', 'mail.example.com', 'clean'],
  ['newsletter.html', 'news.example.org', 'spam'],
  ['video-player-setup.exe', 'free-video.example', 'unknown'],
  ['plans.dwg', 'storage.example.net', 'restricted'],
  ['minutes.odt', 'intranet.example.org', 'clean'],
  ['slides.pptx', 'talks.example.com', 'clean'],
] as const;

/** A scan of each of these files in turn, the newest first. @param now milliseconds since 1970 */
export function pastRows(count: number, now: number): SceneRows {
  const scans = Array.from({ length: count }, (_, at): Scan => {
    const [name, host, verdict] = FILES[at % FILES.length] ?? FILES[0];
    const createdAt = now - (at + 1) ** 2 * MINUTE * 3;
    return aScanAtRest({
      id: `picture-${at}`,
      source: at % 3 === 0 ? 'download' : 'link',
      url: `https://${host}/${name}`,
      name,
      host,
      verdict,
      createdAt,
      submittedAt: createdAt + 1_000,
      finishedAt: createdAt + 9_000,
      server: 'https://api.eu.perception-point.io',
      sample: {
        sha256: `${at}`.padStart(64, '3fa9c0'),
        sha1: `${at}`.padStart(40, 'b7e1'),
        size: 61_240 * (at + 1),
        type: 'application/pdf',
      },
      evidence: verdict === 'malicious' ? EVIDENCE : [],
    });
  });
  return { scans, holds: [] };
}

const EVIDENCE = [
  {
    name: 'Trojan.GenericKD',
    description: 'The file starts a program that loads others from the network.',
    verdict: 'malicious',
  },
  {
    name: 'Double ending',
    description: 'It is a program, and its name ends as that of a document does.',
    verdict: 'suspicious',
  },
] as const;

/** Downloads that ask, that run and that are over: one of each kind. */
export function busyRows(now: number): SceneRows {
  return toRows(guardedOfEachKind(now));
}

/** What the stores' pictures show: one question, what runs, and what came before. @param now milliseconds since 1970 */
export function storeRows(now: number): SceneRows {
  const server = 'https://api.eu.perception-point.io';
  const shown = ['invoice-2026-11.zip', 'setup-4.2.1.exe'];
  const guarded = toRows(guardedOfEachKind(now).filter(({ hold }) => shown.includes(hold.name)));
  const scans = guarded.scans.map((scan) => ({ ...scan, server }));
  return { scans: [...scans, ...pastRows(4, now).scans], holds: guarded.holds };
}

/** Names and hosts longer than any line, and one that writes its ending backwards. */
export function longNameRows(now: number): SceneRows {
  const names = [
    `${'a-very-long-name-without-a-single-blank-'.repeat(5)}.pdf`,
    `${'The minutes of the meeting on what the names of files ought to be '.repeat(4)}.docx`,
    `Rechnung-${'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4)}.xlsx`,
    'invoice\u202Efdp.exe',
    '报告-报告-报告-報告書-보고서-דוח-תקציר-تقرير.pdf',
  ];
  const host = `${'a-very-long-name.'.repeat(9)}example.org`;
  const past = pastRows(names.length, now).scans.map((scan, at) => ({
    ...scan,
    name: names[at] ?? '',
    host: at === 0 ? host : at === 3 ? 'xn--80ak6aa92e.com' : scan.host,
    url: at === 0 ? `https://${host}/${'folder/'.repeat(60)}report.pdf` : scan.url,
  }));
  const guarded = guardedOfEachKind(now)
    .slice(0, 2)
    .map(({ scan, hold }, at) => ({
      scan: { ...scan, name: names[at] ?? '' },
      hold: { ...hold, name: names[at] ?? '' },
    }));
  return { scans: [...toRows(guarded).scans, ...past], holds: toRows(guarded).holds };
}

/** What goes wrong: scans that wait, that failed and that were not sent. @param now milliseconds since 1970 */
export function troubleRows(now: number): SceneRows {
  const server = 'https://api.eu.perception-point.io';
  const later = now + 24 * 60 * MINUTE;
  return {
    scans: [
      aScan({
        id: 'trouble-1',
        name: 'offer.docx',
        state: 'waiting-to-submit',
        problem: 'unreachable',
        createdAt: now - 9_000,
        dueAt: later,
      }),
      aPollingScan({
        id: 'trouble-2',
        name: 'setup.exe',
        state: 'waiting-to-poll',
        problem: 'rate-limited',
        server,
        createdAt: now - 19_000,
        dueAt: later,
      }),
      aScanAtRest({
        id: 'trouble-3',
        name: 'backup.tar.zst',
        state: 'failed',
        problem: 'too-large',
        size: 612e6,
        sizeLimit: 5e8,
        createdAt: now - MINUTE,
        finishedAt: now - MINUTE,
      }),
      aScanAtRest({
        id: 'trouble-4',
        name: 'plans.pdf',
        state: 'failed',
        problem: 'unauthorized',
        createdAt: now - 2 * MINUTE,
        finishedAt: now - 2 * MINUTE,
      }),
      aScanAtRest({
        id: 'trouble-5',
        name: 'wiki.html',
        host: 'wiki.intranet',
        state: 'withheld',
        withheld: 'private-host',
        createdAt: now - 3 * MINUTE,
        finishedAt: now - 3 * MINUTE,
      }),
    ].map(withoutVerdict),
    holds: [],
  };
}

function withoutVerdict({ verdict: _verdict, ...scan }: Scan): Scan {
  return scan;
}

function toRows(guarded: readonly GuardedRows[]): SceneRows {
  return { scans: guarded.map(({ scan }) => scan), holds: guarded.map(({ hold }) => hold) };
}
