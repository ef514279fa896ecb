private rule Is_Relationships {
  strings:
    $list = "http://schemas.openxmlformats.org/package/2006/relationships"
  condition:
    $list in (0..1024)
}

rule Office_Loads_Template_From_Web {
  meta:
    description = "A document that loads its template from the web when it is opened."
    severity = "suspicious"
    category = "document_exploit"
    reference = "https://attack.mitre.org/techniques/T1221/"
  strings:
    $before = /<Relationship\s[^>]{0,300}\/attachedTemplate"[^>]{0,300}Target="https?:\/\// nocase
    $behind = /<Relationship\s[^>]{0,300}Target="https?:\/\/[^"]{1,2000}"[^>]{0,300}\/attachedTemplate"/ nocase
    $rtf = /\{\\\*\\template\s+https?:\/\// nocase
    $usual = /Target="https:\/\/[a-z0-9-]{1,63}\.(sharepoint|officeapps\.live)\.com\// nocase
  condition:
    (Is_Relationships and ($before or $behind) and not $usual) or (uint32be(0) == 0x7b5c7274 and $rtf)
}

rule Office_Runs_Object_From_Web {
  meta:
    description = "A document with a linked object that is loaded from the web."
    severity = "suspicious"
    category = "document_exploit"
    reference = "https://nvd.nist.gov/vuln/detail/CVE-2017-0199"
  strings:
    $before = /<Relationship\s[^>]{0,300}\/oleObject"[^>]{0,300}Target="(mhtml:)?https?:\/\// nocase
    $behind = /<Relationship\s[^>]{0,300}Target="(mhtml:)?https?:\/\/[^"]{1,2000}"[^>]{0,300}\/oleObject"/ nocase
    // The class of monikers for addresses ([MS-OSHARED] 2.3.7.6), and the address.
    $moniker = { e0 c9 ea 79 f9 ba ce 11 8c 82 00 aa 00 4b a9 0b [4] 68 00 74 00 74 00 70 00 }
  condition:
    (Is_Relationships and ($before or $behind)) or (filename == "[1]Ole" and $moniker)
}

rule Office_Calls_Diagnostic_Tool {
  meta:
    description = "A document that loads a page which calls the support diagnostic tool, to run commands."
    severity = "malicious"
    category = "document_exploit"
    reference = "https://nvd.nist.gov/vuln/detail/CVE-2022-30190"
  strings:
    $link = /Target="mhtml:https?:\/\/[^"]{1,2000}!x-usc:https?:\/\// nocase
    $call = /["'=]\s*ms-msdt:[^"']{0,2000}IT_BrowseForFile=/ nocase
  condition:
    (Is_Relationships and $link) or (filesize < 1MB and $call and filename matches /\.html?$/i)
}

rule Office_Field_Starts_Program {
  meta:
    description = "A document with a field or a link that starts a command shell (DDE)."
    severity = "malicious"
    category = "document_exploit"
    reference = "https://attack.mitre.org/techniques/T1559/002/"
  strings:
    $field = /\bDDE(AUTO)?\s{1,8}["'\\a-z0-9:\/.&; ]{0,120}\b(cmd|powershell|mshta|wscript|cscript|rundll32|regsvr32)(\.exe)?\b/ nocase
    $instruction = "instrText" nocase
    $link = /\sddeService="(cmd|powershell|mshta|wscript|cscript|rundll32|regsvr32|msexcel)"\s{1,8}ddeTopic="[^"]{0,200}(cmd|powershell|mshta|\/c\s|http)/ nocase
  condition:
    (filename matches /^(document|header\d*|footer\d*|footnotes)\.xml$/i and $instruction and $field)
    or (filename matches /^externalLink\d*\.xml$/i and $link)
}

rule Equation_Editor_Exploit {
  meta:
    description = "A formula whose font name is longer than the equation editor has room for, as an exploit makes it."
    severity = "malicious"
    category = "document_exploit"
    reference = "https://nvd.nist.gov/vuln/detail/CVE-2017-11882"
  strings:
    // Header of the stream, MTEF 3, then soon a FONT record with a name of 48 and more characters; 32 are allowed.
    $font = /\x1c\x00\x00\x00\x02\x00[\x00-\xff]{22}\x03[\x00-\xff]{4}[\x00-\xff]{0,8}\x08[\x00-\xff]{2}[^\x00]{48}/
  condition:
    $font at 0
}
