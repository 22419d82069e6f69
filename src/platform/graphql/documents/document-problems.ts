import { DATE_WANTED, INSTANT_WANTED } from '../scalars.js';
import { MORE_TO_MEND } from '../variable-problems.js';

/** As graphql-js begins its messages, and what we say instead: of theirs only names of the schema are taken over, never what somebody typed. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^Cannot query field "\w+" on type "(\w+)"/, 'There is no such field on type "$1".'],
  [/^Unknown argument "\w+" on field "([\w.]+)"/, 'There is no such argument on field "$1".'],
  [/^Unknown argument "\w+" on directive "@(include|skip)"/, 'There is no such argument on directive "@$1".'],
  [/^Field "\w+" argument "(\w+)" of type "([\w[\]!]+)" is required/, 'The argument "$1" of type "$2" is needed here.'],
  [/^Field "([\w.]+)" of required type "([\w[\]!]+)" was not provided/, 'The field "$1" of type "$2" is needed here.'],
  [/^Field "\w+" is not defined by type "(\w+)"/, 'There is no such field in input "$1".'],
  [/^Field "\w+" must not have a selection since type "([\w[\]!]+)"/, 'Type "$1" has no fields to choose from.'],
  [/^Field "\w+" of type "([\w[\]!]+)" must have/, 'Choose fields of type "$1" here.'],
  [/^Expected value of type "([\w[\]!]+)", found/, 'A value of type "$1" is expected here.'],
  [/^(Int|Float|String|Boolean|ID) cannot represent/, 'A value of type "$1" is expected here.'],
  [/^Enum "(\w+)" cannot represent/, 'A value of type "$1" is expected here.'],
  [/^Value "\w+" does not exist in "(\w+)" enum\./, 'A value of type "$1" is expected here.'],
  [
    /^Variable "\$\w+" of type "[\w[\]!]+" used in position expecting type "([\w[\]!]+)"/,
    'A variable of type "$1" is expected here.',
  ],
  [/^Variable "\$\w+" is not defined/, 'This variable is not declared by its operation.'],
  [/^Variable "\$\w+" is never used/, 'This variable is never used.'],
  [/^Variable "\$\w+" cannot be non-input type/, 'A variable cannot be of this type.'],
  [/^Unknown type "/, 'There is no such type.'],
  [/^Unknown directive "/, 'There is no such directive.'],
  [/^Directive "@\w+" may not be used on/, 'This directive may not be used here.'],
  [/^The directive "@\w+" can only be used once/, 'This directive is there already.'],
  [/^Unknown fragment "/, 'There is no such fragment.'],
  [/^Fragment "\w+" is never used/, 'This fragment is never used.'],
  [/^Fragment (?:"\w+" )?cannot be spread here as objects of type "(\w+)"/, 'This fragment can never be of type "$1".'],
  [/^Fragment (?:"\w+" )?cannot condition on/, 'A fragment cannot be of this type.'],
  [/^Cannot spread fragment "\w+" within itself/, 'This fragment is used within itself.'],
  [
    /^There can be only one (argument|fragment|operation|variable|input field) named/,
    'There is a second $1 of this name.',
  ],
  [/^This anonymous operation must be the only/, 'An operation without a name must be the only one.'],
  [/^Fields "[^"]*" conflict because/, 'Fields of one name differ here: give one of them an alias.'],
  [/^Maximum introspection depth exceeded/, 'This asks the schema about itself too deeply.'],
  [/^GraphQL introspection has been disabled/, 'The schema is not told here; it stands in schema.gql.'],
  [/^The (?:"\w+"|schema) definition is not executable/, 'Only operations and fragments can be executed.'],
  [/^Too many validation errors/, MORE_TO_MEND],
  [/^Syntax Error: Document contains more tha[nt] (\d+) tokens/, 'The document has more than $1 words and signs.'],
  [/^Syntax Error: Expected (Name|"[^\w"]{1,3}")/, 'This is no document in GraphQL: $1 is expected here.'],
  [/^Syntax Error/, 'This is no document in GraphQL: it cannot be read from here on.'],
];

/** What is wrong with a document, to whoever writes one: fit to be answered, whatever was typed into it. Where it stands is in `locations`. */
export function documentProblem(message: string): string {
  // Our own scalars never repeat a value.
  if (message === INSTANT_WANTED || message === DATE_WANTED) return message;
  for (const [form, ours] of FORMS) {
    const [found] = form.exec(message) ?? [];
    if (found !== undefined) return found.replace(form, ours);
  }
  return 'The document does not fit the schema here.';
}
