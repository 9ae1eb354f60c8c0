import path from 'node:path';
import ts from 'typescript';

/** What a run of the compiler gave. */
export interface Compilation {
	/** One text an error, which begins with its file and line. Where there are any, nothing is to be written. */
	errors: string[];
	/** What is to be written, by absolute path. */
	files: Map<string, string>;
}

/**
 * Compiles the package as its tsconfig.json says, and again whenever a source changes, each time only what the change
 * concerns.
 *
 * @param source the package's folder
 * @param target the folder for the compiled files, which are handed over and not written
 * @param compiled is given each result, the first one before this returns
 * @returns ends it
 */
export function compileOnChange(
	source: string,
	target: string,
	compiled: (result: Compilation) => void,
): () => void {
	let errors: string[] = [];
	let files = new Map<string, string>();
	const system: ts.System = {
		...ts.sys,
		getCurrentDirectory: () => source,
		writeFile: (file, text) => void files.set(path.resolve(file), text),
	};
	const host = ts.createWatchCompilerHost(
		path.join(source, 'tsconfig.json'),
		{ outDir: target, noEmitOnError: true },
		system,
		ts.createEmitAndSemanticDiagnosticsBuilderProgram,
		(diagnostic) => errors.push(describe(diagnostic, source)),
		(_status, _newLine, _options, errorCount) => {
			// It also tells of each beginning, without a count.
			if (errorCount === undefined) return;
			compiled({ errors, files });
			errors = [];
			files = new Map();
		},
	);
	const watch = ts.createWatchProgram(host);
	return () => watch.close();
}

/** An error as terminals and editors make a link of it: `nodes/Vogent/clip/findClip.ts:12:3 TS2322: …`. */
function describe({ file, start, code, messageText }: ts.Diagnostic, source: string): string {
	const text = `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
	if (!file || start === undefined) return text;
	const { line, character } = file.getLineAndCharacterOfPosition(start);
	return `${path.relative(source, file.fileName)}:${line + 1}:${character + 1} ${text}`;
}
