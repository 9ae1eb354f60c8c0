import { runProgram } from './command.mts';
import { fail, pass, type Outcome } from './outcome.mts';

/** An error as the compiler prints it: `nodes/Vogent/clip/findClip.ts(12,3): error TS2322: …`. */
const ERROR = /^(\S.*)\((\d+),(\d+)\): error (.*)$/gm;

/**
 * Checks types; each error is a failure of its own, which names the file and the line.
 *
 * @param title what is said when the compiler itself fails
 * @param args its arguments
 */
export async function checkTypes(title: string, args: string[]): Promise<Outcome> {
	const { code, output } = await runProgram('typescript/bin/tsc', [...args, '--pretty', 'false']);
	if (code === 0) return pass;
	const errors = typeErrors(output);
	return errors.length > 0 ? fail(...errors) : { ...fail(`${title} (ended with ${code})`), output };
}

/** The errors in what the compiler has printed, each with its place as terminals and editors make a link of it. */
export function typeErrors(output: string): string[] {
	return [...output.matchAll(ERROR)].map(
		([, file, line, column, text]) => `${file}:${line}:${column} ${text}`,
	);
}
