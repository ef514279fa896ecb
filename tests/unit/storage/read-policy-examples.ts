/** A policy as an example in the documentation sets it. */
export type PolicyExample = { language: string; values: Readonly<Record<string, unknown>> };

type Tree = { [key: string]: unknown };

const READERS: Readonly<Record<string, (text: string) => Tree[]>> = {
  json: (text) => policiesIn(JSON.parse(text)),
  reg: readRegistry,
  powershell: readPowershell,
  xml: (text) => policiesIn(readPlist(text)),
};

/** The policies that the examples of a page set, in their order. Examples in other languages are left out. */
export function readPolicyExamples(page: string): PolicyExample[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, language = '', text = '']) =>
    (READERS[language]?.(text) ?? []).map((values) => ({ language, values })),
  );
}

/** Of a tree, what stands where the browsers look for an extension's values. */
function policiesIn(tree: unknown): Tree[] {
  if (!isTree(tree)) return [];
  const isChromePayload = String(tree.PayloadType).includes('.extensions.');
  if (isChromePayload)
    return [Object.fromEntries(Object.entries(tree).filter(([key]) => !key.startsWith('Payload')))];
  const third = tree['3rdparty'];
  if (isTree(third)) {
    const extensions = third.extensions ?? third.Extensions;
    return isTree(extensions) ? Object.values(extensions).filter(isTree) : [];
  }
  return Object.values(tree).flatMap((value) =>
    Array.isArray(value) ? value.flatMap(policiesIn) : policiesIn(value),
  );
}

/** `.reg`: keys in brackets, `"name"="text"` and `"name"=dword:0000000a`. */
function readRegistry(text: string): Tree[] {
  const policy: Tree = {};
  let path: string[] = [];
  for (const line of text.split('\n')) {
    const key = /^\[.*\\(?:policy|sluice@sluice\.example)((?:\\\w+)*)\]$/.exec(line)?.[1];
    if (key !== undefined) path = key.split('\\').filter(Boolean);
    const [, name, quoted, dword] = /^"(\w+)"=(?:"(.*)"|dword:([\da-f]{8}))$/.exec(line) ?? [];
    if (name !== undefined) put(policy, [...path, name], quoted ?? Number.parseInt(dword ?? '', 16));
  }
  return [withLists(policy)];
}

/** Lines of `Set-GPRegistryValue`. */
function readPowershell(text: string): Tree[] {
  const policy: Tree = {};
  const pattern =
    /-Key "?\$key((?:\\\w+)*)"? -ValueName '(\w+)' -Type (String|DWord) -Value (?:'(.*)'|(\d+))$/gm;
  for (const [, path = '', name = '', , quoted, number] of text.matchAll(pattern))
    put(policy, [...path.split('\\').filter(Boolean), name], quoted ?? Number(number));
  return [withLists(policy)];
}

function put(tree: Tree, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const below = isTree(tree[name]) ? tree[name] : {};
  tree[name] = below;
  put(below, rest, value);
}

/** Keys that are numbered from 1 on are a list. */
function withLists(tree: Tree): Tree {
  const toValue = (value: unknown): unknown => {
    if (!isTree(value)) return value;
    const isList = Object.keys(value).every((key, index) => key === String(index + 1));
    return isList ? Object.values(value).map(toValue) : withLists(value);
  };
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, toValue(value)]));
}

/** The few elements of a property list that the examples use. */
function readPlist(text: string): unknown {
  const tokens = [...text.matchAll(/<(\/?)(dict|array|key|string|integer|true|false)(\/?)>([^<]*)/g)];
  let at = 0;
  function value(): unknown {
    const [, , name, , content = ''] = tokens[at++] ?? [];
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'dict') return dict();
    if (name === 'array') return list();
    at += 1;
    return name === 'integer' ? Number(content) : content;
  }
  const isEnd = () => tokens[at]?.[1] === '/';
  function dict(): Tree {
    const tree: Tree = {};
    while (!isEnd()) {
      const key = String(value());
      tree[key] = value();
    }
    at += 1;
    return tree;
  }
  function list(): unknown[] {
    const values: unknown[] = [];
    while (!isEnd()) values.push(value());
    at += 1;
    return values;
  }
  return value();
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
