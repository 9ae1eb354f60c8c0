import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * The shipped code is linted with n8n's own configuration (eslint.config.mjs of the repository), which forbids
 * Node's modules and knows no tests. This one is for what is never shipped: tests, simulator and scripts.
 */
export default tseslint.config(
	{ files: ['**/*.{mts,cjs,mjs}'], extends: [js.configs.recommended] },
	{
		files: ['**/*.mts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: import.meta.dirname + '/tsconfig.json' } },
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
	{
		files: ['**/*.{cjs,mjs,mts}'],
		languageOptions: { globals: globals.node },
		linterOptions: { noInlineConfig: true },
	},
	{ files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
