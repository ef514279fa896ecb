import type { StorePicture } from './store-pictures.ts';

/** What is drawn of a picture: its words, its shots as PNG, and the mark as SVG. */
export type StoreContent = {
  title: string;
  text: string;
  shots: readonly Buffer[];
  mark: string;
  direction: 'ltr' | 'rtl';
};

/** The waves of the mark, drawn over the whole width. */
const WAVES = `<svg class="waves" viewBox="0 0 240 24" preserveAspectRatio="none" aria-hidden="true">${[
  6, 14, 22,
]
  .map((y) => `<path d="M-10 ${y}${'c10 0 10 5 20 5s10-5 20-5'.repeat(7)}"/>`)
  .join('')}</svg>`;

const STYLE = `
*{box-sizing:border-box;margin:0}
body{overflow:hidden;position:relative;color:#16202b;background:linear-gradient(165deg,#f2f7fc,#d9e6f3);
  font:24px/1.4 ui-sans-serif,system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:46px;line-height:1.15;letter-spacing:-.5px;text-wrap:balance}
p{color:#4d5b6a;margin-top:16px;text-wrap:pretty}
img{display:block}
.waves{position:absolute;inset:auto 0 0;width:100%;height:28%;stroke:#0b6bcb;stroke-width:.7;fill:none;opacity:.12}
.popups,.window,.banner{position:absolute;inset:0;display:flex}
.popups{align-items:center;gap:36px;padding:0 56px}
.words{flex:1}
.words svg{width:72px;height:72px;margin-bottom:24px}
.popups img,.banner img{border-radius:14px;box-shadow:0 14px 44px #16202b40;flex:none}
.popups img:last-child{margin-top:64px}
.popups img:nth-of-type(1){margin-bottom:64px}
.window{flex-direction:column;align-items:center;text-align:center;padding-top:40px}
.window .words{flex:none;padding:0 60px 28px}
.window .words svg{display:none}
.window p{margin-top:8px}
.frame{border-radius:14px 14px 0 0;overflow:hidden;box-shadow:0 14px 44px #16202b40}
.bar{height:36px;background:#e1e6eb;display:flex;gap:8px;align-items:center;padding:0 14px}
.bar i{width:11px;height:11px;border-radius:50%;background:#aab6c2}
.banner{align-items:center;gap:40px;padding:0 88px}
.banner h1{font-size:84px}
.banner .words svg{width:120px;height:120px}
.banner p{font-size:32px;max-width:480px}
.banner img{align-self:flex-start;margin-top:56px}
.banner img:last-child{margin-top:112px}
body:has(.banner) .waves{height:19%}
.small{padding:0 32px 12px;text-align:center}
.small h1{font-size:44px}
.small p{font-size:19px;margin-top:6px;max-width:none;text-wrap:balance}
.small .words svg{width:84px;height:84px;margin-bottom:4px}
`;

/** The picture as a page, to be shot in the picture's size. It loads nothing. */
export function toStorePage({ layout, size }: StorePicture, content: StoreContent): string {
  const { title, text, shots, mark, direction } = content;
  const words = `<div class="words">${mark}<h1>${toHtml(title)}</h1><p>${toHtml(text)}</p></div>`;
  const images = shots.map((png) => `<img alt="" src="data:image/png;base64,${png.toString('base64')}">`);
  const shown =
    layout === 'window'
      ? `<div class="frame"><div class="bar"><i></i><i></i><i></i></div>${images.join('')}</div>`
      : images.join('');
  const kind = layout === 'banner' && size.width < 600 ? 'banner small' : layout;
  const body = `${WAVES}<main class="${kind}">${words}${shown}</main>`;
  return `<!doctype html><html dir="${direction}"><meta charset="utf-8"><style>${STYLE}</style><body style="width:${size.width}px;height:${size.height}px">${body}`;
}

function toHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
