/** Who may import whom, downwards only. What a lower feature needs from a higher one it asks for through a port of its own. */
const MAY_IMPORT = {
  platform: [],
  audit: ['platform'],
  identity: ['platform', 'audit'],
  directory: ['platform', 'audit', 'identity'],
  clients: ['platform', 'audit', 'identity', 'directory'],
  consent: ['platform', 'audit', 'identity', 'directory', 'clients'],
  referrals: ['platform', 'audit', 'identity', 'directory', 'clients', 'consent'],
  plans: ['platform', 'audit', 'identity', 'directory', 'clients', 'consent', 'referrals'],
  retention: ['platform', 'audit', 'identity', 'directory', 'clients', 'consent', 'referrals', 'plans'],
  insight: ['platform', 'audit', 'identity', 'directory', 'referrals'],
  interchange: ['platform', 'audit', 'identity', 'directory', 'clients', 'consent', 'referrals', 'plans'],
  safekeeping: ['platform', 'audit'],
  web: ['platform'],
  migrations: [],
};
const SPEC = '[.](e2e-)?spec[.]ts$';

/** A folder of src that has no line in the table above may import nothing and is found here, not by luck. */
const KNOWN = [...Object.keys(MAY_IMPORT), 'commands'].join('|');

const downwards = Object.entries(MAY_IMPORT).map(([feature, below]) => ({
  name: `map-${feature}`,
  comment: `${feature} may import ${below.join(', ') || 'nothing of ours'}`,
  severity: 'error',
  from: { path: `^src/${feature}/`, pathNot: SPEC },
  to: { path: '^src/', pathNot: `^src/(${[feature, ...below].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downwards,
    {
      name: 'folder-on-the-map',
      comment: 'src has one folder a feature; a new one is added to the map in this file first',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${KNOWN})/|${SPEC}` },
      to: {},
    },
    {
      name: 'front-door',
      comment:
        'another feature is entered through its index.ts (a folder of platform or a format of interchange has its own)',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: SPEC },
      to: {
        path: '^src/[^/]+/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/index[.]ts$',
          '^src/(platform|interchange)/[^/]+/index[.]ts$',
          '^src/platform/[^/]+[.]ts$',
        ],
      },
    },
    {
      name: 'front-door-for-the-app',
      comment: 'main.ts, app.module.ts and their like know features by their index.ts',
      severity: 'error',
      from: { path: '^src/[^/]+[.]ts$', pathNot: SPEC },
      to: {
        path: '^src/[^/]+/',
        pathNot: [
          '^src/[^/]+/index[.]ts$',
          '^src/(platform|interchange)/[^/]+/index[.]ts$',
          '^src/platform/[^/]+[.]ts$',
        ],
      },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'a migration says what was done then; code that changes later has no place in it',
      severity: 'error',
      from: { path: '^src/migrations/' },
      to: { pathNot: '^src/migrations/|^node_modules/typeorm/' },
    },
    {
      name: 'commands-are-the-top',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/commands/' },
      to: { path: '^src/(commands/|main[.]ts$)' },
    },
    {
      name: 'no-circle',
      comment: 'in ESM a circle of classes crashes on load',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'entities-know-no-graphql',
      comment: 'entities are private: a presenter is the only way out',
      severity: 'error',
      from: { path: '[.]entity[.]ts$' },
      to: {
        path: '^node_modules/(@nestjs/(graphql|apollo)|graphql|@apollo)/|[.](type|input|resolver)[.]ts$',
      },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { path: `^(test|bench)/|${SPEC}` },
    },
    {
      name: 'product-needs-no-development-package',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
    {
      name: 'package-is-named',
      comment: 'what is imported stands in package.json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'pages-are-a-client',
      comment:
        'the pages know the public contract (web/generated) and nothing of the house; the house knows nothing of them',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench)/' },
    },
    {
      name: 'house-knows-no-pages',
      severity: 'error',
      from: { path: '^(src|bench)/' },
      to: { path: '^web/' },
    },
    {
      name: 'places-stand-alone',
      comment: 'a place of the pages is loaded by itself: what two of them need lies in parts/, ask/ or words/',
      severity: 'error',
      from: { path: '^web/src/places/([^/]+)/' },
      to: { path: '^web/src/places/', pathNot: '^web/src/places/$1/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types too: an import that only exists for the compiler is an edge of the map all the same.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
