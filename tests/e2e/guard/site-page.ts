import type { SiteFile } from './site-file.ts';

/** Where the page's script gets what it makes `blob:` and `data:` of: no transfer of the file. */
export const SOURCE_PATH = '/source/';

/** The page of the site: for each file a link or a button, with its token as its id. */
export function renderSitePage(files: Iterable<SiteFile>): string {
  const items = [...files].map((file) => `<li>${renderStart(file)}</li>`).join('\n');
  return `<!doctype html><meta charset="utf-8"><title>Site</title><ul>${items}</ul><script>${SCRIPT}</script>`;
}

function renderStart({ kind, token, address, name }: SiteFile): string {
  const frame = `<iframe name="frame-${token}" hidden></iframe>`;
  switch (kind) {
    case 'post':
      return `<form method="post" action="${address}" target="frame-${token}"><button id="${token}">${token}</button></form>${frame}`;
    case 'blob':
    case 'data':
      return `<a id="${token}" data-made="${kind}" download="${escapeHtml(name)}">${token}</a>`;
    case 'new-tab':
      return `<a id="${token}" href="${address}" target="_blank">${token}</a>`;
    default:
      return `<a id="${token}" href="${address}" target="frame-${token}">${token}</a>${frame}`;
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** Gives the links of `blob:` and `data:` their addresses, and then says that the page is ready. */
const SCRIPT = `
async function toAddress(made, id) {
  const blob = await (await fetch('${SOURCE_PATH}' + id)).blob();
  const typed = new Blob([blob], { type: 'application/octet-stream' });
  if (made === 'blob') return URL.createObjectURL(typed);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(typed);
  });
}
const links = [...document.querySelectorAll('[data-made]')];
Promise.all(links.map(async (link) => { link.href = await toAddress(link.dataset.made, link.id); }))
  .then(() => { document.body.dataset.ready = 'true'; });
`;
