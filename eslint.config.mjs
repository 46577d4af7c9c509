import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/** The rooms of `src/` and what each may import: folders by name, `types` = another folder's types alone. */
const domains = ['rules', 'qr', 'scans', 'landing'];
const rooms = {
  elements: { may: ['ui', 'client', 'locales', 'time', ...domains] },
  ui: { may: ['client', 'locales'] },
  // Zones, which more than one domain counts with.
  time: { may: [] },
  locales: { may: [], types: ['ui', 'client'] },
  client: { may: [], types: domains },
  proxy: { may: ['client', 'time', ...domains] },
  ...Object.fromEntries(
    domains.map((room) => [room, { may: ['time'], types: ['client', ...domains.filter((other) => other !== room)] }]),
  ),
};
const all = Object.keys(rooms);

/** `no-restricted-imports` for files in `src/<room>/`: relative paths into another room that the house does not allow. */
function directions(room, { may, types = [] }) {
  const closed = all.filter((other) => other !== room && !may.includes(other) && !types.includes(other));
  const typesOnly = types.filter((other) => !may.includes(other));
  const into = (names) => `^(\\.\\./)+(${names.join('|')})(/|$)`;
  return [
    {
      regex: '(^|/)(demo|test|bench)/',
      message: 'src/ imports nothing from demo/, test/ or bench/.',
    },
    ...(closed.length ? [{ regex: into(closed), message: `src/${room}/ may not import from there (HOUSE: directions).` }] : []),
    ...(typesOnly.length
      ? [
          {
            regex: into(typesOnly),
            allowTypeImports: true,
            message: `src/${room}/ may import only types from there (HOUSE: directions).`,
          },
        ]
      : []),
    ...(room === 'elements' || room === 'ui'
      ? []
      : [{ regex: '^(lit|@lit)(/|$)', message: `src/${room}/ has no user interface.` }]),
    ...(room === 'proxy' ? [] : [{ regex: '^node:', message: 'Only src/proxy/ runs on a server alone.' }]),
  ];
}

const noDom = ['window', 'document', 'HTMLElement', 'customElements', 'localStorage', 'navigator', 'location'].map(
  (name) => ({ name, message: 'This room has no DOM: it also runs in Node.' }),
);

export default tseslint.config(
  { ignores: ['dist/', '.data/', 'coverage/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // An index that the code has just checked reads better with `!` than with a second, dead check.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/parameter-properties': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'No enum: a union of string literals.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'No namespace: a module.' },
        { selector: 'AccessorProperty', message: 'No accessor: the bundler leaves standard decorators raw.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { lit, 'lit-a11y': litA11y },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      'no-console': 'error',
    },
  },
  {
    files: ['src/elements/**/*.ts', 'src/ui/**/*.ts'],
    ...wc.configs['flat/best-practice'],
  },
  ...Object.entries(rooms).map(([room, rule]) => ({
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: directions(room, rule) }] },
  })),
  {
    files: ['src/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '/proxy(/|$)', message: 'Nothing that a browser loads may reach proxy/.' },
            { regex: '(^|/)(demo|test|bench)/', message: 'src/ imports nothing from demo/, test/ or bench/.' },
          ],
        },
      ],
    },
  },
  {
    files: ['client', 'proxy', 'locales', 'time', ...domains].map((room) => `src/${room}/**/*.ts`),
    rules: { 'no-restricted-globals': ['error', ...noDom] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.mjs'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // The sandbox and the demo server are fixtures of the tests and benches; the demo's pages are not.
              regex: '(^|/)demo/(?!sandbox/|server/)',
              message: 'Nothing imports demo/ but its sandbox and server, as fixtures.',
            },
          ],
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // The types of this plugin of @open-wc/testing make every `equal` a promise.
    files: ['test/{elements,ui}/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: 'Equal', package: '@open-wc/semantic-dom-diff' }] },
      ],
    },
  },
  {
    files: ['demo/pages/**/*.js'],
    languageOptions: { globals: { document: 'readonly', customElements: 'readonly', setTimeout: 'readonly' } },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', module: 'writable', setTimeout: 'readonly', fetch: 'readonly' },
    },
  },
);
