/** The parts of the settings, in their order; each is shown by itself, at an address of its own: `options.html#lists`. */
export const SECTIONS = [
  'connection',
  'downloads',
  'lists',
  'privacy',
  'notifications',
  'appearance',
  'shortcuts',
  'data',
] as const;

export type SectionName = (typeof SECTIONS)[number];

/** The part that the hash of an address names, or the first one. */
export function toSection(hash: string): SectionName {
  return SECTIONS.find((name) => `#${name}` === hash) ?? SECTIONS[0];
}
