import { decodePunycode } from './decode-punycode.ts';
import { toVisibleText } from './visible-text.ts';

/** Scripts whose letters are taken for others'. */
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];
/** Beside Latin, only these go in honest names: `サーバーlab`. */
const BESIDE_LATIN = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Zyyy}\p{sc=Zinh}]/gu;
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\P{L}]/u;
/** What is drawn as a slash, a dot or another sign of an address; marks on Latin letters that no letter is made with. */
const DISGUISED =
  /[^\p{ASCII}\p{L}\p{M}\p{N}]|[ɡıǀǃː\u1d00-\u1d7f]|\p{sc=Cher}|\p{sc=Latn}\p{M}|(?<![\p{sc=Hira}\p{sc=Kana}])ー/u;
/** Letters of other scripts that are drawn as Latin ones: a label of nothing else reads as a Latin word. */
const LATIN_LOOKING = /^[аеорсухѕіјԁһԛԝոսցօհզνορικαυωѵӏгп\d-]+$/u;

export type VisibleHost = {
  /** Readable: a name in other letters is followed by how it is really written, `xn--…`. */
  text: string;
  /** It may be taken for another one. */
  isSuspect: boolean;
};

/** A host for people. Hosts are as URLs have them: names in other letters are written `xn--…` there. */
export function toVisibleHost(host: string): VisibleHost {
  const labels = host.split('.').map(decodeLabel);
  const decoded = labels.join('.');
  const shown = toVisibleText(decoded);
  const isSuspect = shown !== decoded || labels.some(isLookAlike);
  return { text: decoded === host ? shown : `${shown} (${toVisibleText(host)})`, isSuspect };
}

function decodeLabel(label: string): string {
  if (!/^xn--/i.test(label)) return label;
  return decodePunycode(label.slice(4)) ?? label;
}

function isLookAlike(label: string): boolean {
  const scripts = SCRIPTS.filter((script) => script.test(label)).length;
  const others = /\p{Script=Latin}/u.test(label) ? label.replace(BESIDE_LATIN, '') : label;
  const isMixed = scripts > 1 || (scripts === 1 && OTHER_SCRIPT.test(others));
  const isDisguised =
    (/[^\p{ASCII}]/u.test(label) && LATIN_LOOKING.test(label)) || DISGUISED.test(label.normalize('NFC'));
  return isMixed || isDisguised;
}
