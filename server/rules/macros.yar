// The source of a module, as it is unpacked from a VBA project: it always begins with its name.
private rule Is_Vba_Source {
  strings:
    $start = "Attribute VB_Name = \""
  condition:
    $start at 0
}

private rule Vba_Runs_When_Opened {
  strings:
    $auto = /\b(Sub|Function)\s+(Auto_?(Open|Close|Exec|New|Exit)|(Document|Workbook|Presentation)_?(Open|Close|BeforeClose|New|Activate))\b/ nocase
  condition:
    Is_Vba_Source and $auto
}

private rule Vba_Starts_Program {
  strings:
    $shell = /\bShell\s*[( "]/ nocase
    $object1 = "WScript.Shell" nocase
    $object2 = "Shell.Application" nocase
    $object3 = "Win32_Process" nocase
    $call1 = "ShellExecute" nocase
    $call2 = /\bCreateProcess(A|W)?\b/ nocase
    $call3 = "WinExec" nocase
  condition:
    any of them
}

rule VBA_Downloads_And_Runs_When_Opened {
  meta:
    description = "A macro that runs when the document is opened, stores a file from the web and starts programs."
    severity = "malicious"
    category = "macro"
    reference = "https://attack.mitre.org/techniques/T1204/002/"
  strings:
    $direct = "URLDownloadToFile" nocase
    $get1 = "MSXML2.XMLHTTP" nocase
    $get2 = "MSXML2.ServerXMLHTTP" nocase
    $get3 = "Microsoft.XMLHTTP" nocase
    $get4 = "WinHttp.WinHttpRequest" nocase
    $stream = "ADODB.Stream" nocase
    $save = "SaveToFile" nocase
    $shell = /powershell(\.exe)?\b[^\r\n]{0,400}(DownloadString|DownloadFile|DownloadData|FromBase64String|Invoke-WebRequest|\s-e(nc|ncodedcommand)?\s)/ nocase
  condition:
    Vba_Runs_When_Opened and Vba_Starts_Program and ($direct or (any of ($get*) and $stream and $save) or $shell)
}

rule VBA_Starts_Program_When_Opened {
  meta:
    description = "A macro that runs when the document is opened and starts programs."
    severity = "suspicious"
    category = "macro"
    reference = "https://attack.mitre.org/techniques/T1137/001/"
  condition:
    Vba_Runs_When_Opened and Vba_Starts_Program
}

rule VBA_Runs_Code_From_Memory {
  meta:
    description = "A macro that writes machine code into memory and runs it."
    severity = "malicious"
    category = "macro"
    reference = "https://attack.mitre.org/techniques/T1055/"
  strings:
    $memory1 = /\bVirtualAlloc(Ex)?\b/
    $memory2 = /\bHeapCreate\b/
    $copy1 = /\bRtlMoveMemory\b/
    $copy2 = /\bWriteProcessMemory\b/
    $run1 = /\bCreateThread\b/
    $run2 = /\bCreateRemoteThread\b/
    $run3 = /\bEnum(Windows|SystemLocalesA|DateFormatsA|TimeFormatsA|ResourceTypesA|UILanguagesA)\b/
    $run4 = /\bQueueUserAPC\b/
  condition:
    Vba_Runs_When_Opened and any of ($memory*) and any of ($copy*) and any of ($run*)
}

rule Excel4_Macro_Starts_Itself {
  meta:
    description = "A sheet of Excel 4 macros that runs when the workbook is opened or closed."
    severity = "suspicious"
    category = "macro"
    reference = "https://attack.mitre.org/techniques/T1059/"
  strings:
    // As written from the records of a binary workbook.
    $sheet = "Excel 4.0 macro sheet"
    $starts = "Runs by itself: Auto_"
    // In the list of names of an OOXML workbook.
    $name = /<definedName\s[^>]{0,200}name="_xlnm\.Auto_(Open|Close)/ nocase
  condition:
    (filename == "macro-sheets.txt" and $sheet at 0 and $starts) or (filename == "workbook.xml" and $name)
}
