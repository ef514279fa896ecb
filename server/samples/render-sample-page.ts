import { SAMPLES, type SampleEntry } from './manifest.ts';

const LOGO = `<svg class="mark" width="40" height="40" viewBox="0 0 24 24" aria-hidden="true"><g class="posts"><rect x="2.5" y="3" width="3" height="18" rx="1.5"/><rect x="18.5" y="3" width="3" height="18" rx="1.5"/></g><rect class="gate" x="7" y="4" width="10" height="8.5" rx="1.6"/><path class="water" d="M6.5 16.2c1.8 0 1.8 1.4 3.7 1.4s1.8-1.4 3.6-1.4 1.9 1.4 3.7 1.4M6.5 19.6c1.8 0 1.8 1.4 3.7 1.4s1.8-1.4 3.6-1.4 1.9 1.4 3.7 1.4"/></svg>`;

const LOOKS: Record<SampleEntry['expected'], { kind: string; word: string; path: string }> = {
  CLN: { kind: 'clean', word: 'Clean', path: 'm3 8.5 3.2 3.2L13 4.8' },
  MAL: {
    kind: 'malicious',
    word: 'Malicious',
    path: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM5.7 5.7l4.6 4.6m0-4.6-4.6 4.6',
  },
  'needs-bytes': {
    kind: 'unknown',
    word: 'Only from its bytes',
    path: 'M2.4 8a5.6 5.6 0 1 0 11.2 0 5.6 5.6 0 1 0-11.2 0M5.6 8h4.8',
  },
};

/** The sample page. Plain HTML; its only script makes the `blob:` download. */
export function renderSamplePage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sample files – Sluice local scanner</title>
<link rel="stylesheet" href="/samples/page.css">
<script src="/samples/page.js" defer></script>
</head>
<body>
<header>${LOGO}<div><h1>Sample files</h1><p>Sluice local scanner</p></div></header>
<main>
<p class="lead">Download a file, or scan its link, to see what Sluice does with it. None of them does any harm. The word on the right is the verdict to expect.</p>
<ul>
${SAMPLES.map(renderRow).join('\n')}
</ul>
</main>
<footer>The files are made by the scanner on this computer. This page loads nothing from anywhere else.</footer>
</body>
</html>
`;
}

function renderRow(sample: SampleEntry): string {
  const { kind, word, path } = LOOKS[sample.expected];
  const glyph = `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
  return `<li class="${kind}"><span class="glyph">${glyph}</span><span class="name">${renderControl(sample)}</span><span class="word">${word}</span><span class="meta" id="${sample.elementId}-about">${sample.description}</span></li>`;
}

function renderControl({ elementId, name, path, expected }: SampleEntry): string {
  const attributes = `id="${elementId}" aria-describedby="${elementId}-about"`;
  if (expected === 'needs-bytes') return `<button type="button" ${attributes}>${name}</button>`;
  return `<a ${attributes} href="${path}" download="${name}">${name}</a>`;
}
