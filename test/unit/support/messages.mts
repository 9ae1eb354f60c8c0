import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { repositoryDirectory } from '../../n8n/paths.mts';

/** What is not known before the message is shown. */
const OPEN = '…';

/** Which argument is a message that users see, for what makes errors, notes and answers to a webhook. */
const MESSAGE_ARGUMENT: Record<string, number> = {
	NodeOperationError: 1,
	invalidField: 1,
	failure: 1,
	listError: 1,
	refuse: 0,
	unsent: 0,
	reject: 0,
	hint: 0,
	add: 0,
};

/** The members of objects that are such messages. */
const MESSAGE_MEMBERS = ['message', 'error', 'recordingError'];

/** The titles of these explanations become messages, with the status behind them. */
const EXPLANATIONS = 'explanations.ts';

/** All messages that users see, as they stand in the code of the nodes and the credential; what is open is "…". */
export function messagesInSources(): string[] {
	const found = new Set<string>();
	for (const folder of ['nodes', 'credentials']) {
		for (const name of readdirSync(join(repositoryDirectory, folder), { recursive: true })) {
			const file = String(name);
			if (!file.endsWith('.ts')) continue;
			const code = readFileSync(join(repositoryDirectory, folder, file), 'utf8');
			for (const message of messagesIn(file, code)) found.add(message);
		}
	}
	return [...found];
}

/** The messages in the code of a file, whatever they are made of. */
export function messagesIn(file: string, code: string): string[] {
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const texts = messageOf(node).flatMap(textsOf);
		found.push(...texts.filter(isTelling));
		if (isTitle(node, file)) found.push(...textsOf(node.initializer).map(withStatus));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const withStatus = (title: string) => `${title} (HTTP ${OPEN})`;

/** Whether there are words of ours in it: what another function says is found there. */
const isTelling = (text: string) => (text.match(/\p{L}{2,}/gu) ?? []).length > 1;

/** The expression that is a message, if the node makes an error or a note. */
function messageOf(node: ts.Node): ts.Expression[] {
	if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
		const called = ts.isPropertyAccessExpression(node.expression)
			? node.expression.name
			: node.expression;
		const position = MESSAGE_ARGUMENT[called.getText()];
		const given = position === undefined ? undefined : node.arguments?.[position];
		return given === undefined ? [] : [given];
	}
	if (ts.isPropertyAssignment(node) && MESSAGE_MEMBERS.includes(node.name.getText())) {
		return [node.initializer];
	}
	const isAssigned =
		ts.isBinaryExpression(node) &&
		node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
		/\.message$/.test(node.left.getText());
	return isAssigned ? [node.right] : [];
}

function isTitle(node: ts.Node, file: string): node is ts.PropertyAssignment {
	return (
		file.endsWith(EXPLANATIONS) &&
		ts.isPropertyAssignment(node) &&
		node.name.getText() === 'title' &&
		ts.isStringLiteral(node.initializer)
	);
}

/** All texts that an expression can give. */
function textsOf(expression: ts.Expression): string[] {
	if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression);
	if (ts.isStringLiteralLike(expression)) return [expression.text];
	if (ts.isTemplateExpression(expression)) return textsOfTemplate(expression);
	if (ts.isConditionalExpression(expression)) {
		return [...textsOf(expression.whenTrue), ...textsOf(expression.whenFalse)];
	}
	if (ts.isBinaryExpression(expression)) {
		const kind = expression.operatorToken.kind;
		const isEither =
			kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
		if (isEither) return [...textsOf(expression.left), ...textsOf(expression.right)];
		return kind === ts.SyntaxKind.CommaToken ? textsOf(expression.right) : [OPEN];
	}
	if (ts.isIdentifier(expression)) return definitionOf(expression)?.flatMap(textsOf) ?? [OPEN];
	if (ts.isCallExpression(expression) && ts.isIdentifier(expression.expression)) {
		return definitionOf(expression.expression)?.flatMap(textsOf) ?? [OPEN];
	}
	return [OPEN];
}

function textsOfTemplate({ head, templateSpans }: ts.TemplateExpression): string[] {
	return templateSpans.reduce(
		(texts, { expression, literal }) =>
			texts.flatMap((text) => textsOf(expression).map((value) => text + value + literal.text)),
		[head.text],
	);
}

/** What a name stands for in its file: the value of a constant, or what a function gives. */
function definitionOf(name: ts.Identifier): ts.Expression[] | undefined {
	for (let scope: ts.Node = name; scope.parent !== undefined; scope = scope.parent) {
		if (ts.isFunctionLike(scope) && scope.parameters.some(({ name: one }) => isNamed(one, name))) {
			return undefined;
		}
		if (!ts.isBlock(scope.parent) && !ts.isSourceFile(scope.parent)) continue;
		for (const statement of scope.parent.statements) {
			const found = definedBy(statement, name);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

function definedBy(statement: ts.Statement, name: ts.Identifier): ts.Expression[] | undefined {
	if (ts.isFunctionDeclaration(statement) && isNamed(statement.name, name)) {
		return statement.body === undefined ? undefined : returnedBy(statement.body);
	}
	if (!ts.isVariableStatement(statement)) return undefined;
	const found = statement.declarationList.declarations.find((one) => isNamed(one.name, name));
	return found?.initializer === undefined ? undefined : [found.initializer];
}

function returnedBy(node: ts.Node): ts.Expression[] {
	const found: ts.Expression[] = [];
	const visit = (one: ts.Node): void => {
		if (ts.isReturnStatement(one) && one.expression !== undefined) found.push(one.expression);
		if (!ts.isFunctionLike(one)) ts.forEachChild(one, visit);
	};
	visit(node);
	return found;
}

const isNamed = (one: ts.Node | undefined, name: ts.Identifier) =>
	one !== undefined && ts.isIdentifier(one) && one.text === name.text;
