import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The habits that a machine can see. Each names the syntax it refuses and says what to do instead. */
const EVERYWHERE = [
  {
    selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
    message: 'Named exports only: a thing has one name everywhere.',
  },
  {
    selector: 'TSEnumDeclaration',
    message: 'A table or a union (`as const satisfies …`) instead of an enum.',
  },
];
const IN_THE_PRODUCT = [
  ...EVERYWHERE,
  {
    selector:
      'MethodDefinition:has(Decorator[expression.callee.name=/^(Query|Mutation|Subscription)$/]):not(:has(Decorator[expression.callee.name="Allow"]))',
    message: 'Say who may do this: an operation without @Allow refuses everybody.',
  },
  {
    selector:
      ':matches(ClassDeclaration, ClassExpression):has(> Decorator[expression.callee.name="Entity"]):has(> Decorator[expression.callee.name=/^(ObjectType|InputType|InterfaceType)$/])',
    message: 'Entities are private: a presenter is the only way out.',
  },
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>5]',
    message: 'At most five things in a constructor: this does too much.',
  },
];
const NOT_THE_CLOCK = [
  {
    selector:
      'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.object.name="Date"][callee.property.name="now"], CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|utc|local)$/][arguments.length=0]',
    message: 'Ask the Clock (src/platform/clock.ts): tests must be able to turn it.',
  },
];

const NO_MARKUP_FROM_TEXT = [
  {
    selector:
      'JSXAttribute[name.name="dangerouslySetInnerHTML"], MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Text becomes no markup here: the policy of the pages refuses it.',
  },
];

const RANDOM = {
  object: 'Math',
  property: 'random',
  message: 'Guessable. Use node:crypto.',
};
const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Settings are read once, in src/platform/config.ts.',
};
const TYPESCRIPT = ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'web/src/**/*.{ts,tsx}'];
const SPECS = ['src/**/*.spec.ts', 'test/**/*.ts', 'bench/**/*.ts'];

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', 'screenshots/', 'bench/results/', 'web/dist/', 'web/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'module', 'setTimeout', 'clearTimeout', 'fetch'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Nest's modules are empty classes that say everything in their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      // Codes are spread into their characters; they are ASCII. Rows and inputs are plain data with a class for their names.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string', 'ReferralRow', 'HandoverInput'] }],
      // A presenter answers with a plain object of the shape that the schema's class describes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Here a type parameter says what a row looks like: `all<Row>(query)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A port may be asynchronous where one of its answers is not.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: SPECS,
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-properties': ['error', RANDOM, ENVIRONMENT],
      'no-restricted-imports': [
        'error',
        {
          paths: ['process', 'node:process'].map((name) => ({
            name,
            importNames: ['env'],
            message: ENVIRONMENT.message,
          })),
        },
      ],
      'no-restricted-syntax': ['error', ...IN_THE_PRODUCT, ...NOT_THE_CLOCK],
    },
  },
  { files: ['src/platform/clock.ts'], rules: { 'no-restricted-syntax': ['error', ...IN_THE_PRODUCT] } },
  { files: ['src/platform/config.ts'], rules: { 'no-restricted-properties': ['error', RANDOM] } },
  {
    files: ['web/src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...NO_MARKUP_FROM_TEXT],
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
  // A migration is one change, however long, and is never taken apart later.
  { files: ['src/migrations/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['src/platform/terminal.ts'], rules: { 'no-console': 'off' } },
  {
    files: SPECS,
    rules: {
      // What came over HTTP is looked at as it came; the expectation is its type.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
