import * as v from 'valibot';

/** The least that works at installation. Adding to it takes a reason that a person reads. */
const PERMISSIONS = [
  'downloads',
  'alarms',
  'storage',
  'unlimitedStorage',
  'notifications',
  'contextMenus',
  // The links of the page that a person clicked on, for that click.
  'activeTab',
  'scripting',
  'declarativeNetRequestWithHostAccess',
];

const HOSTS = [
  'https://api.perception-point.io/*',
  'https://api.eu.perception-point.io/*',
  'https://api.aus.perception-point.io/*',
  'http://127.0.0.1/*',
  'http://localhost/*',
];

const Manifest = v.object({
  permissions: v.array(v.string()),
  host_permissions: v.array(v.string()),
  content_scripts: v.optional(v.array(v.unknown()), []),
  externally_connectable: v.optional(v.unknown()),
  web_accessible_resources: v.optional(v.array(v.unknown()), []),
});

/** What a built manifest asks for beyond the least, a sentence each. */
export function findManifestFaults(manifest: unknown): string[] {
  const { permissions, host_permissions, content_scripts, externally_connectable, web_accessible_resources } =
    v.parse(Manifest, manifest);
  return [
    ...permissions
      .filter((name) => !PERMISSIONS.includes(name))
      .map((name) => `The permission "${name}" is new.`),
    ...host_permissions.filter((host) => !HOSTS.includes(host)).map((host) => `The host "${host}" is new.`),
    ...(content_scripts.length > 0 ? ['There are content scripts.'] : []),
    ...(externally_connectable === undefined ? [] : ['Pages or other extensions may connect.']),
    ...(web_accessible_resources.length > 0 ? ['Pages can load files of the extension.'] : []),
  ];
}

/** What the manifest asks for, to be read by people. */
export function toPermissionLines(manifest: unknown): string[] {
  const { permissions, host_permissions } = v.parse(Manifest, manifest);
  return [`permissions    ${permissions.join(', ')}`, `hosts          ${host_permissions.join(', ')}`];
}
