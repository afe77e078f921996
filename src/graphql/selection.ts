import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  type SelectionNode,
} from 'graphql';

/** One field that the client selects, under whatever alias, fragment or directive. */
export interface SelectedField {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly nodes: readonly FieldNode[];
}

/** The arguments of the field that is being resolved, as plain data, in the schema's order. */
export function fieldArguments(info: GraphQLResolveInfo): Readonly<Record<string, unknown>> {
  const definition = info.parentType.getFields()[info.fieldName];
  const [node] = info.fieldNodes;
  return definition && node ? getArgumentValues(definition, node, info.variableValues) : {};
}

/** The fields selected below the one that is being resolved. */
export function selectedBelow(info: GraphQLResolveInfo): readonly SelectedField[] {
  const type = getNamedType(info.returnType);
  return isObjectType(type) ? selectedFields(info.fieldNodes, type, info) : [];
}

export function isSelected(fields: readonly SelectedField[], ...names: readonly string[]): boolean {
  return fields.some(({ name }) => names.includes(name));
}

/** The fields selected two levels below the one that is being resolved, under its field `name`. */
export function selectedUnder(
  fields: readonly SelectedField[],
  name: string,
  info: GraphQLResolveInfo,
): readonly SelectedField[] {
  const parent = getNamedType(info.returnType);
  const type = isObjectType(parent) ? getNamedType(parent.getFields()[name]?.type) : undefined;
  const nodes = fields.filter((field) => field.name === name).flatMap((field) => field.nodes);
  return isObjectType(type) ? selectedFields(nodes, type, info) : [];
}

/** Fields by response key: two selections of one key are one field, their sub-selections merged. */
function selectedFields(
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
  info: GraphQLResolveInfo,
): readonly SelectedField[] {
  const byKey = new Map<string, FieldNode[]>();
  for (const node of nodes) gather(node.selectionSet?.selections ?? [], info, byKey);
  return [...byKey.values()].flatMap((same) => {
    const [first] = same;
    const definition = first && type.getFields()[first.name.value];
    if (!first || !definition) return [];
    return [{ name: first.name.value, args: getArgumentValues(definition, first, info.variableValues), nodes: same }];
  });
}

function gather(selections: readonly SelectionNode[], info: GraphQLResolveInfo, byKey: Map<string, FieldNode[]>): void {
  for (const selection of selections) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === 'Field') {
      const key = selection.alias?.value ?? selection.name.value;
      byKey.set(key, [...(byKey.get(key) ?? []), selection]);
    } else {
      const fragment = selection.kind === 'FragmentSpread' ? info.fragments[selection.name.value] : selection;
      gather(fragment?.selectionSet.selections ?? [], info, byKey);
    }
  }
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.if !== true && include?.if !== false;
}
