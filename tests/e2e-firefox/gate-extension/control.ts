import browser from 'webextension-polyfill';

const RIGHTS = { permissions: ['webRequest', 'webRequestBlocking'], origins: ['<all_urls>'] } as const;

/** Firefox gives rights in the handler of a real click only. */
document.querySelector('#grant')?.addEventListener('click', () => {
  void browser.permissions.request({ permissions: [...RIGHTS.permissions], origins: [...RIGHTS.origins] });
});
document.querySelector('#revoke')?.addEventListener('click', () => {
  void browser.permissions.remove({ permissions: [...RIGHTS.permissions], origins: [...RIGHTS.origins] });
});
