/** An object in a presentation: `bytes` are a zlib stream where `isPacked`, else the object itself. */
export type PowerPointObject = { bytes: Buffer; isPacked: boolean };

// [MS-PPT] 2.3.1 and 2.13.24: a record's header, and the record that holds an OLE object, a control or a VBA project.
const HEADER_BYTES = 8;
const CONTAINER = 0xf;
const OLE_OBJECT = 0x1011;

/** Walks the records of a stream `PowerPoint Document`. Every step goes forward, whatever lengths they claim. */
export function* powerPointObjects(bytes: Buffer): Generator<PowerPointObject> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    const kind = bytes.readUInt16LE(at);
    const type = bytes.readUInt16LE(at + 2);
    const length = bytes.readUInt32LE(at + 4);
    const body = at + HEADER_BYTES;
    if (type === OLE_OBJECT) yield toObject(bytes.subarray(body, body + length), kind >> 4);
    at = (kind & 0xf) === CONTAINER ? body : body + length;
  }
}

function toObject(data: Buffer, instance: number): PowerPointObject {
  // Its size unpacked stands first, which nobody needs to believe.
  return instance === 0 ? { bytes: data, isPacked: false } : { bytes: data.subarray(4), isPacked: true };
}
