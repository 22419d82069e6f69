import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { LIMITS } from './limits.js';
import { TOO_DEEP } from './shape.js';

/** What a list counts as whose length nobody asks for. */
const USUAL_LIST = 10;
/** What a page counts as that is asked for without a number. */
const USUAL_PAGE = 20;
/** What stands behind an operation before anything of its answer is worked out: who asks, and a few statements. */
const OPERATION = 20;

/**
 * With every fragment written out: `top` fields side by side, `fields` in all. `cost` besides with every list as long as it is asked for, and the
 * weight of heavy fields.
 */
export interface Weight {
  top: number;
  depth: number;
  fields: number;
  cost: number;
}
const NOTHING: Weight = { top: 0, depth: 0, fields: 0, cost: 0 };
const MEASURES = ['top', 'depth', 'fields', 'cost'] as const;

/**
 * What a document weighs once fragments are followed and pages multiplied; of several operations in it, the most of each. It needs no valid document
 * and comes before validation: each fragment is weighed once for each size of page, so its own time grows with the document's length only.
 */
export function heaviestOf(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>): Weight {
  const scales = new Scales(schema, document, variables);
  const most = { ...NOTHING };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const weight = scales.operation(definition);
    for (const of of MEASURES) most[of] = Math.max(most[of], weight[of]);
  }
  return most;
}

/** What of the limits that exceeds, in words; null where nothing. */
export function excessOfCost({ top, depth, fields, cost }: Weight): string | null {
  if (top > LIMITS.rootFields) return `more than ${LIMITS.rootFields} operations in one document`;
  if (depth > LIMITS.depth) return TOO_DEEP;
  if (fields > LIMITS.fields) return `more than ${LIMITS.fields} fields`;
  return cost > LIMITS.cost ? 'pages within pages, or too large ones' : null;
}

class Scales {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #weighed = new Map<string, Weight>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Record<string, unknown>,
  ) {
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(each.name.value, each);
  }

  operation({ operation, selectionSet }: OperationDefinitionNode): Weight {
    const weight = this.#set(selectionSet, this.schema.getRootType(operation) ?? undefined, USUAL_PAGE);
    return { ...weight, cost: weight.cost + weight.top * OPERATION };
  }

  #set({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined, page: number): Weight {
    const total = { ...NOTHING };
    for (const each of selections) {
      const weight = this.#selection(each, parent, page);
      total.top += weight.top;
      total.depth = Math.max(total.depth, weight.depth);
      total.fields += weight.fields;
      total.cost += weight.cost;
    }
    return total;
  }

  #selection(each: SelectionNode, parent: GraphQLNamedType | undefined, page: number): Weight {
    if (each.kind === Kind.FIELD) return this.#field(each, parent, page);
    if (each.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(each.name.value, page);
    const on = each.typeCondition ? this.schema.getType(each.typeCondition.name.value) : parent;
    return this.#set(each.selectionSet, on, page);
  }

  #fragment(name: string, page: number): Weight {
    const key = `${name} ${page}`;
    const known = this.#weighed.get(key);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return NOTHING;
    // Found again within itself it weighs nothing more.
    this.#weighed.set(key, NOTHING);
    const on = this.schema.getType(fragment.typeCondition.name.value);
    const weight = this.#set(fragment.selectionSet, on, page);
    this.#weighed.set(key, weight);
    return weight;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined, page: number): Weight {
    const field = fieldOf(parent, node.name.value);
    const own = weightOf(field);
    if (!node.selectionSet) return { top: 1, depth: 1, fields: 1, cost: own };
    const asked = field && this.#pageAskedFor(node, field);
    const type = field && getNamedType(field.type);
    const inner = this.#set(node.selectionSet, type, asked ?? page);
    // The schema's description of itself is not data; whether it may be read at all is for validation to say.
    const descends = type?.name.startsWith('__') ? 0 : 1;
    const times = field && descends ? timesOf(field.type, { asked, page, isPage: isConnection(parent) }) : 1;
    return { top: 1, depth: inner.depth + descends, fields: inner.fields + 1, cost: own + times * inner.cost };
  }

  /** The value of `first`; undefined where the field has none. One that no page can have is refused later, and counts as the largest until then. */
  #pageAskedFor(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    const argument = field.args.find(({ name }) => name === 'first');
    if (!argument) return undefined;
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const usual = argument.defaultValue ?? USUAL_PAGE;
    let value: unknown = usual;
    if (given?.kind === Kind.INT) value = Number(given.value);
    // A variable's own default may be larger than ours: without a value it counts as the largest page.
    else if (given?.kind === Kind.VARIABLE) value = this.variables[given.name.value] ?? LIMITS.page;
    return typeof value === 'number' && value >= 1 && value <= LIMITS.page ? value : LIMITS.page;
  }
}

const isConnection = (type: GraphQLNamedType | undefined): boolean =>
  isObjectType(type) && Object.hasOwn(type.getFields(), 'pageInfo');

/** How often what is asked of a field comes: a page's edges as often as the page was asked for, where `first` stands on the field above. */
function timesOf(
  type: GraphQLOutputType,
  { asked, page, isPage }: { asked: number | undefined; page: number; isPage: boolean },
): number {
  if (!isListType(getNullableType(type))) return 1;
  return isPage ? page : (asked ?? USUAL_LIST);
}

function fieldOf(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  if (!isCompositeType(type) || !(isObjectType(type) || isInterfaceType(type))) return undefined;
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** `complexity` of a field's decorator: what its work is like, in fields of an ordinary answer. */
function weightOf(field: GraphQLField<unknown, unknown> | undefined): number {
  const weight = field?.extensions.complexity;
  return typeof weight === 'number' ? weight : 1;
}
