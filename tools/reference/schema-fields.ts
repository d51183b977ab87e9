/** As much of JSON Schema 2020-12 as the schema of acts uses. */
export type Node = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly string[]
  readonly const?: string | number | boolean
  readonly pattern?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}
export type Root = Node & {
  readonly properties: Readonly<Record<string, Node>>
  readonly required: readonly string[]
  readonly $defs: Readonly<Record<string, Node>>
}
export type Field = { readonly path: string; readonly kind: string; readonly required: boolean; readonly description: string }

/** The node behind its references; a description nearer to the place wins. @throws Error for a reference that leads nowhere */
function resolve(root: Root, node: Node): Node {
  if (node.$ref === undefined) return node
  const behind = root.$defs[node.$ref.replace('#/$defs/', '')]
  if (behind === undefined) throw new Error(`${node.$ref} leads nowhere`)
  const found = resolve(root, behind)
  return node.description === undefined ? found : { ...found, description: node.description }
}

const isText = ({ properties }: Node) => properties !== undefined && Object.keys(properties).join() === 'ru,en'
const isReading = ({ properties }: Node) => properties !== undefined && Object.keys(properties).join() === 'reading,when'

const words: Readonly<Record<string, string>> = {
  string: 'строка',
  integer: 'целое',
  number: 'число',
  boolean: 'да или нет',
  null: '`null`',
}

function kindOf(root: Root, node: Node): string {
  const one = resolve(root, node)
  if (one.enum !== undefined) return one.enum.map((value) => `\`${value}\``).join(', ')
  if (one.const !== undefined) return `\`${String(one.const)}\``
  if (one.anyOf !== undefined)
    return one.anyOf.map((each) => (isReading(resolve(root, each)) ? 'толкование: `reading`, `when`' : kindOf(root, each))).join(' или ')
  if (isText(one)) return 'текст `ru`, `en`'
  if (one.type === 'array') return `список: ${one.items === undefined ? '' : kindOf(root, one.items)}`
  if (one.type === 'object') return one.properties === undefined ? 'по именам' : 'поля ниже'
  return [one.type ?? '']
    .flat()
    .map((type) => words[type] ?? type)
    .join(' или ')
}

/** The field and everything below it, as paths: `norms[].term`, `clauses.*`. */
export function fieldsOf(root: Root, path: string, node: Node, required = true): readonly Field[] {
  const one = resolve(root, node)
  return [{ path, kind: kindOf(root, node), required, description: one.description ?? '' }, ...below(root, path, one)]
}

function below(root: Root, path: string, node: Node): readonly Field[] {
  const one = resolve(root, node)
  if (isText(one) || isReading(one)) return []
  if (one.anyOf !== undefined) return one.anyOf.flatMap((each) => below(root, path, each))
  if (one.items !== undefined) return below(root, `${path}[]`, one.items)
  if (one.properties !== undefined) {
    return Object.entries(one.properties).flatMap(([name, each]) =>
      fieldsOf(root, `${path}.${name}`, each, one.required?.includes(name) ?? false),
    )
  }
  return typeof one.additionalProperties === 'object' ? fieldsOf(root, `${path}.*`, one.additionalProperties) : []
}
