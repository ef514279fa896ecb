rule PowerShell_Downloads_And_Runs {
  meta:
    description = "A PowerShell command that downloads something and runs it, with its window hidden or its protections off."
    severity = "malicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1059/001/"
  strings:
    $shell = /powershell(\.exe)?["']?\s/ nocase
    $get1 = /\.Download(String|File|Data)\s*\(/ nocase
    $get2 = /\b(Invoke-WebRequest|Invoke-RestMethod|iwr|irm|Start-BitsTransfer)\s+["'(-]*(uri\s+["']?)?https?:\/\// nocase
    $run1 = /\b(iex|Invoke-Expression|Start-Process|saps)\b/ nocase
    $run2 = /&\s*["']?\$env:(temp|appdata|public)/ nocase
    $hide1 = /-w(indowstyle)?\s+["']?(hidden|1)\b/ nocase
    $hide2 = /-(ep|exec|executionpolicy)\s+["']?(bypass|unrestricted)/ nocase
    $hide3 = /-e(nc|ncodedcommand)?\s+[A-Za-z0-9+\/=]{40}/ nocase
    $hide4 = "AmsiUtils" nocase
  condition:
    filesize < 2MB
    and (filename matches /\.(ps1|psm1|bat|cmd|vbs|js|jse|hta|wsf|txt)$/i or uint16(0) != 0x5a4d)
    and $shell and any of ($get*) and any of ($run*) and any of ($hide*)
    and not filename matches /\.(md|rst|adoc|html?|json|ya?ml|map|ts|mjs|cjs|py|go|rs|yar)$/i
}

rule PowerShell_Runs_Download {
  meta:
    description = "A PowerShell script that runs what it downloads without storing it."
    severity = "suspicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1059/001/"
  strings:
    $a = /\b(iex|Invoke-Expression)\s*[("&]*\s*\(?\s*New-Object\s+(System\.)?Net\.WebClient\s*\)+\.DownloadString\s*\(/ nocase
    $b = /\b(iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\s[^|\r\n]{4,300}\|\s*(iex|Invoke-Expression)\b/ nocase
    $c = /\b(iex|Invoke-Expression)\s*\(\s*(iwr|irm|Invoke-WebRequest|Invoke-RestMethod|curl|wget)\s/ nocase
  condition:
    filesize < 2MB and any of them and filename matches /(\.(ps1|psm1|bat|cmd|vbs|js|jse|hta|wsf)|^[^.]*)$/i
}

rule WSH_Downloads_And_Runs {
  meta:
    description = "A script for Windows Script Host that downloads a file, stores it and runs it."
    severity = "malicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1059/005/"
  strings:
    $get1 = /(MSXML2\.(Server)?XMLHTTP|Microsoft\.XMLHTTP|WinHttp\.WinHttpRequest)/ nocase
    $get2 = "URLDownloadToFile" nocase
    $save1 = "ADODB.Stream" nocase
    $save2 = "SaveToFile" nocase
    $run1 = "WScript.Shell" nocase
    $run2 = "Shell.Application" nocase
    $go = /\.(Run|Exec|ShellExecute)\b/ nocase
    $make = /(CreateObject|ActiveXObject)\s*\(/ nocase
  condition:
    filesize < 2MB and uint16(0) != 0x5a4d and $make
    and any of ($get*) and all of ($save*) and any of ($run*) and $go
}

rule Shell_Script_Pipes_Download {
  meta:
    description = "A shell script that runs what it downloads without storing it."
    severity = "suspicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1059/004/"
  strings:
    $shebang = /#!\s*\/[^\n]{0,40}\b(ba|da|z|k)?sh\b/
    // At the start of a command: a comment or an echoed hint does not run anything.
    $pipe = /(^|\n|;|&&|\|\||\bthen|\bdo)[ \t]*(sudo[ \t]+)?(curl|wget)[ \t][^\n#|;]{0,300}https?:\/\/[^\n#|;]{1,300}\|[ \t]*(sudo[ \t]+)?(-E[ \t]+)?(\/bin\/|\/usr\/bin\/)?(ba|da|z)?sh\b/
    $eval = /(^|\n|;)[ \t]*(eval|(ba|da|z)?sh[ \t]+-c)[ \t]+["']?(\$\(|`)[ \t]*(curl|wget)[ \t][^\n]{0,300}https?:\/\//
    $source = /(^|\n|;)[ \t]*((ba|z)?sh|source|\.)[ \t]+<\([ \t]*(curl|wget)[ \t][^\n]{0,300}https?:\/\//
  condition:
    filesize < 2MB and ($shebang at 0 or filename matches /\.(sh|bash|command)$/i) and any of ($pipe, $eval, $source)
}

rule Shell_Script_Drops_And_Runs {
  meta:
    description = "A shell script that downloads a file to a temporary folder, makes it a program and starts it."
    severity = "suspicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1105/"
  strings:
    $shebang = /#!\s*\/[^\n]{0,40}\b(ba|da|z|k)?sh\b/
    $get = /(curl|wget)[ \t][^\n]{0,300}-[oO][ \t]*["']?(\/tmp|\/var\/tmp|\/dev\/shm)\/[^\s"';]{1,60}/
    $allow = /chmod[ \t]+(\+x|a\+x|u\+x|[0-7]{3,4})[ \t]+["']?(\/tmp|\/var\/tmp|\/dev\/shm)\//
    $start = /(^|\n|;|&&|nohup)[ \t]*["']?(\/tmp|\/var\/tmp|\/dev\/shm)\/[^\s"';\/]{1,60}/
  condition:
    filesize < 2MB and ($shebang at 0 or filename matches /\.(sh|bash|command)$/i) and $get and $allow and $start
}

rule Batch_Downloads_And_Runs {
  meta:
    description = "A batch file that downloads a program with a tool of the system and starts it."
    severity = "malicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1105/"
  strings:
    $get1 = /certutil(\.exe)?["']?\s[^\n]{0,80}-(urlcache|verifyctl)\b[^\n]{0,200}https?:\/\// nocase
    $get2 = /bitsadmin(\.exe)?["']?\s[^\n]{0,80}\/transfer\b[^\n]{0,200}https?:\/\// nocase
    $batch1 = /@echo\s+off/ nocase
    $batch2 = /\n\s*set\s+["']?\w+=/ nocase
    $start = /(^|\n|&)\s*@?(start|call)\s[^\n]{0,200}\.(exe|scr|bat|cmd|dll|vbs)\b/ nocase
    $direct = /(^|\n|&)\s*@?["']?(%temp%|%appdata%|%public%|%tmp%)[\\\/][^\n]{1,100}\.(exe|scr|bat|cmd|vbs)\b/ nocase
  condition:
    filesize < 1MB and (filename matches /\.(bat|cmd)$/i or $batch1 or $batch2)
    and any of ($get*) and ($start or $direct)
}

rule Mshta_Runs_Remote_Code {
  meta:
    description = "A command that has mshta run code from the web or from its own command line."
    severity = "suspicious"
    category = "downloader"
    reference = "https://attack.mitre.org/techniques/T1218/005/"
  strings:
    $web = /mshta(\.exe)?["']?\s+["']?https?:\/\/[^\s"']{4,}/ nocase
    $inline = /mshta(\.exe)?["']?\s+["']?(vbscript|javascript):[^\n]{10,}/ nocase
  condition:
    filesize < 1MB and any of them
    and (filename matches /(\.(bat|cmd|ps1|vbs|js|jse|wsf|hta|lnk|url|txt)|^[^.]*)$/i or uint32(0) == 0x0000004c)
}
