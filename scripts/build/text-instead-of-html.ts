import type { Plugin } from 'vite';

/**
 * Takes the one place out of Preact that writes HTML (`dangerouslySetInnerHTML`): whatever a server, a site or a file's
 * name holds, it can only ever become text. Fails the build where Preact no longer has that place, so that this is
 * looked at again.
 */
export function textInsteadOfHtml(): Plugin {
  return {
    name: 'sluice:text-instead-of-html',
    transform(code, id) {
      if (!/\/preact\/dist\/preact\.[^/]*$/.test(id)) return undefined;
      if (!code.includes('.innerHTML')) throw new Error(`${id} has no innerHTML: see textInsteadOfHtml.`);
      return { code: code.replaceAll('.innerHTML', '.textContent'), map: null };
    },
  };
}
