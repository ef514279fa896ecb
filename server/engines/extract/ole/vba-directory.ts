/** One module, as the project's directory lists it. */
export type VbaModule = {
  stream: string;
  /** Where the packed source begins in that stream, in bytes. */
  offset: number;
  /** Whether it belongs to a document or is a class; else it is a plain module. */
  isClass: boolean;
};

// Record numbers of [MS-OVBA] 2.3.4.2.
const PROJECT_VERSION = 0x0009;
const MODULE_NAME = 0x0019;
const MODULE_STREAM_NAME = 0x001a;
const MODULE_STREAM_NAME_UNICODE = 0x0032;
const MODULE_OFFSET = 0x0031;
const MODULE_CLASS = 0x0022;

/** Reads the unpacked `dir` stream of a VBA project up to its end or its first fault. */
export function parseVbaDirectory(bytes: Buffer): VbaModule[] {
  const modules: VbaModule[] = [];
  for (let at = 0; at + 6 <= bytes.length; ) {
    const id = bytes.readUInt16LE(at);
    // The one record whose size leaves out its last two bytes.
    const size = bytes.readUInt32LE(at + 2) + (id === PROJECT_VERSION ? 2 : 0);
    const data = bytes.subarray(at + 6, at + 6 + size);
    if (id === MODULE_NAME) modules.push({ stream: data.toString('latin1'), offset: -1, isClass: false });
    const module = modules.at(-1);
    if (module !== undefined) addRecord(module, id, data);
    at += 6 + size;
  }
  return modules;
}

function addRecord(module: VbaModule, id: number, data: Buffer): void {
  if (id === MODULE_STREAM_NAME) module.stream = data.toString('latin1');
  else if (id === MODULE_STREAM_NAME_UNICODE)
    module.stream = data.subarray(0, data.length & ~1).toString('utf16le');
  else if (id === MODULE_OFFSET && data.length === 4) module.offset = data.readUInt32LE();
  else if (id === MODULE_CLASS) module.isClass = true;
}
