import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { type DetectionCase, MARKER, toCases } from './detection-case.ts';

const page = (body: () => string) => (): Buffer =>
  Buffer.from(`<!doctype html><title>x</title>${body()}`, 'latin1');

const base64 = (): string => makeEicar().toString('base64');
const hex = (): string => makeZip({ 'eicar.com': makeEicar() }).toString('hex');
const percent = (text: string): string => Buffer.from(text).toString('hex').replace(/../g, '%$&');

export const PAGE_CASES: readonly DetectionCase[] = [
  ...toCases('HTML', 'scanned', {
    'data URIs in base64': page(
      () => `<a href="data:application/octet-stream;base64,${base64()}" download=x>x</a>`,
    ),
    'data URIs with escapes': page(
      () => `<iframe src='data:text/plain;charset=utf-8,${percent(`${makeEicar()}`)}'></iframe>`,
    ),
    'data URIs without quotes': page(() => `<embed src=data:text/plain;base64,${base64()}>`),
    'data URIs behind character references': page(
      () =>
        `<a href="&#x64;ata:text/plain&semi;base64,${base64().replace(/[A-Z]/g, (letter) => `&#${letter.charCodeAt(0)};`)}">x</a>`,
    ),
    'data URIs in style sheets': page(
      () => `<style>b{background:url(data:image/png;base64,${base64()})}</style>`,
    ),
    'pages in data URIs': page(() => {
      const inner = `<html><script>location='data:x/y;base64,${base64()}'</script>`;
      return `<iframe src="data:text/html;base64,${Buffer.from(inner).toString('base64')}"></iframe>`;
    }),
    'base64 given to `atob`': page(() => `<script>new Blob([atob("${base64()}")])</script>`),
    'base64 joined of pieces': page(
      () => `<script>x(atob('${base64().replace(/.{20}/g, "$&' + '")}'))</script>`,
    ),
    'base64 of a known type': page(
      () => `<script>let a = "${makeZip({ 'eicar.com': makeEicar() }).toString('base64')}"</script>`,
    ),
    'hexadecimal digits of a known type': page(() => `<script>let a = "${hex()}"</script>`),
    'escapes in strings': page(() => `<script>a = "${hex().replace(/../g, '\\x$&')}"</script>`),
    'arguments of `unescape`': page(
      () => `<script>document.write(unescape('${percent(`<p>${MARKER}`)}'))</script>`,
    ),
    'numbers given to `Uint8Array`': page(
      () => `<script>new Uint8Array([${[...makeEicar()].join(', ')}])</script>`,
    ),
    'numbers given to `String.fromCharCode`': page(
      () =>
        `<script>String.fromCharCode(${[...makeEicar()].map((byte) => `0x${byte.toString(16)}`).join(',')})</script>`,
    ),
    'pages in UTF-16': () =>
      Buffer.from(`\ufeff<html><a href="data:x/y;base64,${base64()}">x</a>`, 'utf16le'),
  }),
  ...toCases('HTML', 'not seen', {
    'files that a script decrypts or computes': page(
      () =>
        `<script>let a = [${[...makeEicar()].map((byte) => byte ^ 7).join(',')}].map((b) => b ^ 7)</script>`,
    ),
  }),
  ...toCases('SVG', 'scanned', {
    'data URIs in links and scripts': () =>
      Buffer.from(
        `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><a href="data:x/y;base64,${base64()}"/></svg>`,
      ),
    'base64 in scripts': () =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg"><script><![CDATA[x(atob("${base64()}"))]]></script></svg>`,
      ),
  }),
  ...toCases('scripts', 'scanned', {
    'base64 in JavaScript': () => Buffer.from(`const bytes = atob('${base64()}');\n`),
    'base64 in PowerShell': () => Buffer.from(`$b = [Convert]::FromBase64String("${base64()}")\r\n`),
  }),
  ...toCases('XML', 'scanned', {
    'base64 of a known type, also in lines': () =>
      Buffer.from(
        `<?xml version="1.0"?><pkg:binaryData>${makeZip({ 'eicar.com': makeEicar() }).toString('base64').replace(/.{76}/g, '$&\r\n')}</pkg:binaryData>`,
      ),
  }),
];
