/**
 * The text without the API key, however the service may have written it: as it is, escaped as in JSON, or encoded as in
 * an address. For text from outside only: a short key may well occur in our own sentences.
 */
export function hideKey(text: string, apiKey: string): string {
	if (apiKey === '') return text;
	const escaped = JSON.stringify(apiKey).slice(1, -1);
	const spellings = [apiKey, escaped, escaped.replaceAll('/', '\\/'), encodeURIComponent(apiKey)];
	return spellings.reduce((hidden, spelling) => hidden.replaceAll(spelling, '[API key]'), text);
}
