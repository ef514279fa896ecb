private rule Is_Ole {
  condition:
    uint32be(0) == 0xd0cf11e0 and uint32be(4) == 0xa1b11ae1
}

private rule Has_Auto_Macro {
  // VBA source is compressed, but names of procedures stand whole at their first use, and in the compiled form.
  strings:
    $vba = "_VBA_PROJECT" wide
    $auto1 = /\b(Auto_?Open|Auto_?Close|Auto_?Exec|AutoNew)\b/ nocase ascii wide
    $auto2 = /\b(Document|Workbook|Presentation)_?(Open|Close|BeforeClose|Activate)\b/ nocase ascii wide
  condition:
    Is_Ole and $vba and any of ($auto*)
}

private rule Has_Macro_Doing_Harm {
  strings:
    $run1 = "WScript.Shell" nocase ascii wide
    $run2 = "URLDownloadToFile" nocase ascii wide
    $run3 = "Shell.Application" nocase ascii wide
    $run4 = "MSXML2.XMLHTTP" nocase ascii wide
    $run5 = "ADODB.Stream" nocase ascii wide
    $run6 = "powershell" nocase ascii wide
    $run7 = "ShellExecute" nocase ascii wide
    $run8 = /\bShell\s*[("]/ ascii wide
    $run9 = "VirtualAlloc" ascii wide
  condition:
    any of them
}

rule Office_Macro_Starts_Program {
  meta:
    description = "A macro that starts when the document is opened and runs programs or downloads files."
    severity = "malicious"
    category = "macro"
    reference = "https://attack.mitre.org/techniques/T1204/002/"
  condition:
    Has_Auto_Macro and Has_Macro_Doing_Harm
}

rule Office_Macro_Starts_Itself {
  meta:
    description = "A macro that starts when the document is opened."
    severity = "suspicious"
    category = "macro"
    reference = "https://attack.mitre.org/techniques/T1137/001/"
  condition:
    Has_Auto_Macro and not Has_Macro_Doing_Harm
}

// A PDF as it is, or what acts in it, unpacked and without escapes.
private rule Is_Pdf {
  strings:
    $pdf = "%PDF-"
  condition:
    $pdf in (0..1024) or filename == "pdf-objects.txt"
}

rule PDF_Launches_Program {
  meta:
    description = "A PDF that starts a program."
    severity = "malicious"
    category = "document_exploit"
    reference = "https://attack.mitre.org/techniques/T1204/002/"
  strings:
    $launch = /\/S\s*\/Launch\b/
    $target = /\/(F|Win|P)\s*(<<|\()[^>]{0,400}(cmd|powershell|mshta|wscript|\.exe|\.bat|\.vbs|\.scr|\/bin\/)/ nocase
  condition:
    Is_Pdf and $launch and $target
}

rule PDF_Runs_Script_When_Opened {
  meta:
    description = "A PDF with a script that runs as soon as it is opened."
    severity = "suspicious"
    category = "document_exploit"
    reference = "https://attack.mitre.org/techniques/T1059/007/"
  strings:
    $script = /\/(JavaScript|JS)\b\s*[(<\d\/]/
    $open1 = /\/OpenAction\b/
    // Of a page that comes into view; fields of forms have such scripts too, for what is typed.
    $open2 = /\/AA\s*<<\s*\/(O|PO|PV)\b/
  condition:
    Is_Pdf and $script and any of ($open*)
}

rule Shortcut_Calls_Shell_With_Payload {
  meta:
    description = "A Windows shortcut that has a command shell download or run hidden code."
    severity = "malicious"
    category = "shortcut"
    reference = "https://attack.mitre.org/techniques/T1204/002/"
  strings:
    $shell = /(powershell|pwsh|cmd\.exe|mshta|wscript|cscript|rundll32|regsvr32)/ nocase ascii wide
    $payload1 = /https?:\/\// nocase ascii wide
    $payload2 = /-(e|en|enc|encodedcommand)\s+[a-z0-9+\/=]{40}/ nocase ascii wide
    $payload3 = /-w(in|indowstyle)?\s+(hidden|1)\b/ nocase ascii wide
    $payload4 = /(DownloadString|DownloadFile|Invoke-Expression|FromBase64String|\biex\b)/ nocase ascii wide
  condition:
    uint32(0) == 0x0000004c and uint32be(4) == 0x01140200 and $shell and any of ($payload*)
}

rule Shortcut_Calls_Shell {
  meta:
    description = "A Windows shortcut that starts a command shell or a script host."
    severity = "suspicious"
    category = "shortcut"
    reference = "https://attack.mitre.org/techniques/T1204/002/"
  strings:
    $shell = /(powershell|pwsh|cmd|mshta|wscript|cscript|regsvr32)\.exe/ nocase ascii wide
  condition:
    uint32(0) == 0x0000004c and uint32be(4) == 0x01140200 and $shell
}

rule HTML_Smuggles_File {
  meta:
    description = "A web page that carries a whole file inside and has the browser store it."
    severity = "suspicious"
    category = "html_smuggling"
    reference = "https://attack.mitre.org/techniques/T1027/006/"
  strings:
    $page = /<(html|script|body|svg)\b/ nocase
    $decode = /\b(atob|fromCharCode|Uint8Array)\b/
    $blob = /\bnew\s+(Blob|File)\s*\(/
    $store1 = /\.download\s*=/
    $store2 = /msSaveOr(Open)?Blob|msSaveBlob/
    $store3 = /setAttribute\s*\(\s*["']download["']/
    // Base64 of a zip, a program, an OLE or an ISO-like block, or of any other file, of 3 kB and more.
    $data = /["'`][A-Za-z0-9+\/]{4000}/
  condition:
    filesize < 50MB and $page in (0..4096) and $decode and $blob and any of ($store*) and $data
    and not filename matches /\.(m?js|cjs|ts|css|map)$/i
}
