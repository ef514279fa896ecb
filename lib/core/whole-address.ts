/**
 * What a person typed, as an address: without a scheme it is one of `https:`. What comes before a colon alone may be a
 * user's name or a host with its port, so only what names no host (`data:`, `blob:`, `view-source:`…) is left as it is.
 */
export function toWholeAddress(text: string): string {
  const trimmed = text.trim();
  return /^(?:[a-z][a-z\d+.-]*:[\\/]{2}|(?:data|blob|view-source|mailto|javascript):)/i.test(trimmed)
    ? trimmed
    : `https://${trimmed}`;
}
