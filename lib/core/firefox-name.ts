/** What Firefox replaces: what is not seen, what turns text around, and what systems or shells take for their own. */
const REPLACED = /[\p{Cc}\p{Cf}"%*/:<>?\\|]/gu;
const SPACES = /\s+/gu;

/** The name under which Firefox saves what a site calls so, but for the number that it adds where a name is taken. */
export function toFirefoxName(name: string): string {
  return name.replace(SPACES, ' ').replace(REPLACED, '_').trim();
}
