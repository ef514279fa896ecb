/** Properties of Outlook items that hold text or files: bodies as text, RTF and HTML, and what is attached ([MS-OXPROPS]). */
const CONTENT_OF_MESSAGE = /^__substg1\.0_(1000|1009|1013|3701)/i;

const PROPERTY =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: OLE marks its own streams with a first character below 32
  /^(__substg1\.0_|__properties_version1\.0|\x05.*SummaryInformation$|\x01CompObj$|\x03ObjInfo$|\x03LinkInfo$)/i;

/** Whether a stream holds small facts such as a title or a sender, of which a message has a hundred. */
export function isProperty(path: readonly string[]): boolean {
  const name = path.at(-1) ?? '';
  return PROPERTY.test(name) && !CONTENT_OF_MESSAGE.test(name);
}
