import type { Page } from '@playwright/test';
import * as v from 'valibot';

/** What people use, and must hear the name of. */
const USED =
  /^(button|checkbox|combobox|dialog|grid|image|link|listbox|menu|menuitem|navigation|option|progressbar|radio|radiogroup|searchbox|spinbutton|switch|tab|textbox)$/;

const Value = v.optional(v.object({ value: v.unknown() }));
const Tree = v.object({
  nodes: v.array(v.object({ ignored: v.boolean(), role: Value, name: Value })),
});

/** The roles in the page's accessibility tree that have no name, as a screen reader finds them. */
export async function rolesWithoutName(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = v.parse(Tree, await session.send('Accessibility.getFullAXTree'));
  await session.detach();
  return nodes
    .filter(({ ignored, name }) => !ignored && String(name?.value ?? '').trim() === '')
    .map(({ role }) => String(role?.value))
    .filter((role) => USED.test(role));
}
