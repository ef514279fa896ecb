import browser from 'webextension-polyfill';

/** Ours is the only one. */
const RULE_ID = 1;

/** Takes the browser's own additions off what Sluice posts. Rejects where the browser does not let it. */
export type PostingRule = () => Promise<void>;

/**
 * Makes the rule, which is to stand before anything is posted, and then does for as long as the browser runs, in each
 * context of the extension. Of an extension that may speak to a host, Chromium and Firefox send the host's cookies with
 * every `XMLHttpRequest`, keep those of the answer, follow redirects by 307 and 308 with the whole form, and name the
 * extension in `Origin`, in Firefox by an identifier of the installation. What follows `location` is not a redirect any
 * more once that is gone: it is answered as it is, with its status. Measured in Chromium 156 and Firefox 153.
 */
export function createPostingRule(): PostingRule {
  let standing: Promise<void> | undefined;

  async function set(): Promise<void> {
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [RULE_ID],
      addRules: [toRule(new URL(browser.runtime.getURL('')).hostname)],
    });
  }

  return () => {
    standing ??= set().catch((error: unknown) => {
      standing = undefined;
      throw error;
    });
    return standing;
  };
}

/** Sluice posts to scanners only. What it reads of sites, it reads with their cookies: that is no POST. */
function toRule(own: string): browser.DeclarativeNetRequest.Rule {
  return {
    id: RULE_ID,
    condition: {
      initiatorDomains: [own],
      requestMethods: ['post'],
      resourceTypes: ['xmlhttprequest'],
    },
    action: {
      type: 'modifyHeaders',
      requestHeaders: [without('cookie'), without('origin')],
      responseHeaders: [without('set-cookie'), without('location')],
    },
  };
}

function without(header: string): { header: string; operation: 'remove' } {
  return { header, operation: 'remove' };
}
