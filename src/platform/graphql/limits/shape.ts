import { BREAK, Kind, visit, type ASTNode, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { LIMITS } from './limits.js';

/** What of the limits a document exceeds just as it is written, in words; null where nothing. One walk, no schema, no fragment followed. */
export function excessOfShape(document: DocumentNode): string | null {
  const count = { aliases: 0, directives: 0, spreads: 0, repeats: 0 };
  let excess: string | null = null;
  visit(document, {
    enter(node, _key, _parent, path) {
      add(count, node);
      excess = path.length > MOST_STEPS_DOWN ? TOO_DEEP : (tooMuchAt(node) ?? excessOf(count));
      return excess === null ? undefined : BREAK;
    },
  });
  return excess;
}

/** A field within another is three steps further down, and a condition on its type between them three more. What comes after goes down by recursion. */
const MOST_STEPS_DOWN = (LIMITS.depth + 1) * 6;

function add(count: Count, node: ASTNode): void {
  if (node.kind === Kind.FIELD && node.alias) count.aliases += 1;
  else if (node.kind === Kind.DIRECTIVE) count.directives += 1;
  else if (node.kind === Kind.FRAGMENT_SPREAD) count.spreads += 1;
  else if (node.kind === Kind.SELECTION_SET) count.repeats += repeatsIn(node);
}

function tooMuchAt(node: ASTNode): string | null {
  if ('directives' in node && node.directives && node.directives.length > LIMITS.directivesAtOnePlace)
    return `more than ${LIMITS.directivesAtOnePlace} directives at one place`;
  return node.kind === Kind.LIST && node.values.length > LIMITS.list ? TOO_LONG_A_LIST : null;
}

export const TOO_DEEP = `fields within more than ${LIMITS.depth} others`;
export const TOO_LONG_A_LIST = `more than ${LIMITS.list} values in one list`;

const COUNTED = ['aliases', 'directives', 'spreads', 'repeats'] as const;
type Count = Record<(typeof COUNTED)[number], number>;
const NAMES: Record<keyof Count, string> = {
  aliases: 'aliases',
  directives: 'directives',
  spreads: 'uses of fragments',
  repeats: 'repeated fields',
};

function excessOf(count: Count): string | null {
  const over = COUNTED.find((name) => count[name] > LIMITS[name]);
  return over ? `more than ${LIMITS[over]} ${NAMES[over]}` : null;
}

export const responseKey = (field: FieldNode): string => (field.alias ?? field.name).value;

function repeatsIn({ selections }: SelectionSetNode): number {
  const keys = selections.filter((each) => each.kind === Kind.FIELD).map(responseKey);
  return keys.length - new Set(keys).size;
}
