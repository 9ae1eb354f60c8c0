const pauseMs = 20;

/**
 * Asks again and again until there is an answer, and gives it. Throws, saying what was waited for, when there is none
 * after `timeoutMs`.
 */
export async function until<Answer>(
	waitedFor: string,
	ask: () => Answer | undefined | Promise<Answer | undefined>,
	timeoutMs = 20_000,
): Promise<Answer> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${waitedFor}`);
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
	}
}
