/** A MIME type without its parameters, in lower case; '' where there is none. */
export function toMimeEssence(type: string): string {
  return type.replace(/;.*/s, '').trim().toLowerCase();
}
