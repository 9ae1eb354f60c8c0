/** How many digits follow the calling code of a country. The reference names no countries but US. */
const countries: Record<string, { code: string; digits: number }> = {
	US: { code: '1', digits: 10 },
	CA: { code: '1', digits: 10 },
	GB: { code: '44', digits: 10 },
	DE: { code: '49', digits: 10 },
	FR: { code: '33', digits: 9 },
	AU: { code: '61', digits: 9 },
};

/** Tells whether a search in some country could offer this number. */
export function isOnSale(number: string): boolean {
	return Object.values(countries).some(({ code, digits }) =>
		new RegExp(`^\\+${code}[1-9]\\d{${digits - 1}}$`).test(number),
	);
}

/** Gives what is wrong with a search. The prefix is of digits, as they are dialed in the country or with its code. */
export function searchErrors(prefix: string, country: string, limit: number): string[] {
	const found = countries[country];
	const errors: string[] = [];
	if (limit < 1) errors.push(`/limit is ${limit}, which is no number of numbers`);
	if (!found) return [...errors, `/country is ${country}, where no numbers are on sale`];
	const isPrefix = new RegExp(`^[1-9]\\d{0,${found.digits - 1}}$`).test(
		national(prefix, found.code),
	);
	return isPrefix ? errors : [...errors, `/prefix is ${prefix}, with which no number begins there`];
}

/** Gives the first number of a right search that is not taken; undefined when all are. */
export function firstOnSale(prefix: string, country: string, taken: string[]): string | undefined {
	const { code, digits } = countries[country] ?? { code: '', digits: 0 };
	const start = national(prefix, code);
	const open = digits - start.length;
	for (let index = 0; index < 10 ** open; index++) {
		const rest = open > 0 ? String(index).padStart(open, '0') : '';
		const number = `+${code}${start}${rest}`;
		if (!taken.includes(number)) return number;
	}
	return undefined;
}

function national(prefix: string, code: string): string {
	return prefix.startsWith(`+${code}`) ? prefix.slice(code.length + 1) : prefix;
}
