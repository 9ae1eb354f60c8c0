/** What something that was thrown says. An error of several addresses has no message of its own. */
export function messageOf(thrown: unknown): string {
	if (thrown instanceof AggregateError) return thrown.errors.map(messageOf).join('; ');
	return thrown instanceof Error ? thrown.message : String(thrown);
}
