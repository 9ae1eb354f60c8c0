import { faults } from './faults.mts';
import { byName } from './rows/byName.mts';
import { createAnyway } from './rows/createAnyway.mts';
import { getMany } from './rows/getMany.mts';
import { retryOnFail } from './rows/retryOnFail.mts';
import type { Fault, MatrixRow, Section } from './table.mts';

const sections: readonly Section[] = [...createAnyway, ...byName, ...retryOnFail, ...getMany];

/** The whole table, in the order of the page. */
export const rows: readonly MatrixRow[] = sections.flatMap(({ rows: data, ...section }) =>
	data.map(([name, lasts, onError, sees, uploads, lists, voices, hints = []]): MatrixRow => {
		const fault: Fault = faults[name];
		const isUpload = section.operation !== 'Get Many' && section.on === undefined;
		const parts = [fault.title, isUpload ? fault.outcome : undefined, section.besides];
		const what = parts.filter((part) => part !== undefined).join(', ');
		const retry = section.retryOnFail ? ', Retry On Fail' : '';
		return {
			...section,
			fault,
			lasts,
			onError,
			sees,
			uploads,
			lists,
			voices,
			hints,
			what,
			title: `${section.operation}: ${what}, ${lasts}, ${onError}${retry}`,
		};
	}),
);
