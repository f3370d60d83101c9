/** What STIX 2.1 requires of the objects we make; independent of the code that makes them. */

const COMMON = ['type', 'spec_version', 'id', 'created', 'modified'];
/** Sections 4 and 5: required properties besides the common ones. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'attack-pattern': ['name'],
  campaign: ['name'],
  'course-of-action': ['name'],
  'extension-definition': ['name', 'created_by_ref', 'schema', 'version', 'extension_types'],
  identity: ['name'],
  incident: ['name'],
  infrastructure: ['name'],
  'intrusion-set': ['name'],
  location: [],
  malware: ['is_family'],
  note: ['content', 'object_refs'],
  relationship: ['relationship_type', 'source_ref', 'target_ref'],
  report: ['name', 'published', 'object_refs'],
  'threat-actor': ['name'],
  tool: ['name'],
  vulnerability: ['name'],
};
const ID = /^([a-z0-9-]+)--([0-9a-f]{8}-[0-9a-f]{4}-([1-5])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Everything that is wrong with the object, in words. */
export function stixProblems(object: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const type = String(object.type);
  const need = (name: string): void => {
    const value = object[name];
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      problems.push(`${type} lacks ${name}`);
  };
  const id = ID.exec(String(object.id));
  if (!id || id[1] !== type) problems.push(`${String(object.id)} is no id of a ${type}`);
  if (type === 'marking-definition') {
    for (const name of ['spec_version', 'created']) need(name);
    if (object.definition_type === undefined && object.extensions === undefined)
      problems.push('marking without a definition');
    return problems;
  }
  const required = REQUIRED[type];
  if (!required) return [...problems, `${type} is no STIX 2.1 type that we make`];
  for (const name of [...COMMON, ...required]) need(name);
  if (type === 'location' && object.country === undefined && object.region === undefined)
    problems.push('location without a place');
  for (const name of ['created', 'modified', 'published', 'start_time', 'stop_time']) {
    if (object[name] !== undefined && !TIME.test(String(object[name])))
      problems.push(`${name} is no timestamp: ${String(object[name])}`);
  }
  if (String(object.modified) < String(object.created)) problems.push('modified before created');
  if (
    object.start_time !== undefined &&
    object.stop_time !== undefined &&
    String(object.stop_time) <= String(object.start_time)
  )
    problems.push('stops before it starts');
  if (object.relationship_type !== undefined && !/^[a-z0-9-]+$/.test(String(object.relationship_type)))
    problems.push('relationship_type');
  const { confidence } = object;
  if (
    confidence !== undefined &&
    !(Number.isInteger(confidence) && Number(confidence) >= 0 && Number(confidence) <= 100)
  )
    problems.push('confidence');
  for (const reference of (object.external_references ?? []) as Record<string, unknown>[]) {
    if (!reference.source_name) problems.push('external reference without source_name');
    if (!reference.description && !reference.url && !reference.external_id) problems.push('empty external reference');
  }
  const text = JSON.stringify(object);
  if (/:null|\[\]|\{\}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')) && !/"chain":\[\]/.test(text))
    problems.push('null, empty list or empty object');
  return problems;
}

/** Ids that objects refer to and the bundle does not hold. */
export function danglingReferences(objects: readonly Record<string, unknown>[]): string[] {
  const held = new Set(objects.map((object) => object.id));
  const missing = new Set<string>();
  const visit = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) visit(member, key);
    else if (typeof value === 'string' && /_refs?$/.test(name) && !held.has(value)) missing.add(value);
  };
  for (const object of objects) visit(object, '');
  return [...missing];
}
