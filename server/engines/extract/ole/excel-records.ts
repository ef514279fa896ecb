/** What the records of an Excel 97 workbook tell before anything of it is opened. */
export type ExcelFacts = {
  isEncrypted: boolean;
  /** Sheets of Excel 4 macros, which are programs without VBA. */
  macroSheets: { name: string; visibility: 'visible' | 'hidden' | 'very hidden' }[];
  /** Names of the workbook that Excel runs by itself: Auto_Open and its like. */
  autoNames: string[];
};

// [MS-XLS] 2.3: record numbers; 2.4.28 BoundSheet8, 2.4.117 FilePass, 2.4.150 Lbl.
const FILE_PASS = 0x2f;
const BOUND_SHEET = 0x85;
const LABEL = 0x18;
const MACRO_SHEET = 1;
const VISIBILITIES = ['visible', 'hidden', 'very hidden'] as const;
const BUILT_IN = 0x20;
const AUTO_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'Auto_Open'],
  [2, 'Auto_Close'],
  [10, 'Auto_Activate'],
  [11, 'Auto_Deactivate'],
]);

/** Walks the records of a stream `Workbook` or `Book`. */
export function readExcelFacts(bytes: Buffer): ExcelFacts {
  const facts: ExcelFacts = { isEncrypted: false, macroSheets: [], autoNames: [] };
  for (let at = 0; at + 4 <= bytes.length; ) {
    const type = bytes.readUInt16LE(at);
    const end = at + 4 + bytes.readUInt16LE(at + 2);
    const data = bytes.subarray(at + 4, end);
    if (type === FILE_PASS) facts.isEncrypted = true;
    else if (type === BOUND_SHEET) addSheet(facts, data);
    else if (type === LABEL) addLabel(facts, data);
    at = end;
  }
  return facts;
}

function addSheet({ macroSheets }: ExcelFacts, data: Buffer): void {
  if (data.length < 8 || data[5] !== MACRO_SHEET) return;
  const isWide = ((data[7] ?? 0) & 1) === 1;
  const name = data.subarray(8).toString(isWide ? 'utf16le' : 'latin1');
  macroSheets.push({ name, visibility: VISIBILITIES[(data[4] ?? 0) & 3] ?? 'hidden' });
}

function addLabel({ autoNames }: ExcelFacts, data: Buffer): void {
  if (data.length < 16) return;
  const isBuiltIn = (data.readUInt16LE(0) & BUILT_IN) !== 0;
  const name = isBuiltIn ? AUTO_NAMES.get(data[15] ?? 0) : readPlainAutoName(data);
  if (name !== undefined) autoNames.push(name);
}

/** Excel takes every name that begins so for the built-in one. */
function readPlainAutoName(data: Buffer): string | undefined {
  const isWide = ((data[14] ?? 0) & 1) === 1;
  const name = data.subarray(15).toString(isWide ? 'utf16le' : 'latin1');
  return /^auto_(open|close|activate|deactivate)/i.test(name)
    ? name.replaceAll('\0', '').slice(0, 40)
    : undefined;
}
