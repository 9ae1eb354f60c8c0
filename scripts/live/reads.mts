import type { LiveApi, Result } from './api.mts';

type Params = Record<string, string>;
type Row = Record<string, unknown>;

interface Read {
	operationId: string;
	/** What it needs from an answer before it, in the words of the report. */
	needs?: string;
	/** What it sends: some reads are POST. */
	body?: Row;
	/** Values for its path, from the rows of all answers before it; the first that gives rows is enough. */
	from?: (rowsOf: (operationId: string) => Found[]) => Params[];
}

/** A row of an answer, with the path values it was asked with. */
interface Found {
	params: Params;
	row: Row;
}

/** A workspace may hold thousands; a few are enough to find one that has rows. */
const mostTries = 5;

/** Every documented read, each after those that it takes its ids from. */
const reads: Read[] = [
	{ operationId: 'listVoices' },
	{ operationId: 'listModels' },
	{ operationId: 'listAgents' },
	{
		operationId: 'listVersionedPrompts',
		needs: 'agent',
		from: (rowsOf) => rowsOf('listAgents').map(({ row }) => ({ agentId: text(row.id) })),
	},
	{
		operationId: 'getVersionedPrompt',
		needs: 'versioned prompt',
		from: (rowsOf) =>
			rowsOf('listVersionedPrompts').map(({ params, row }) => ({ ...params, id: text(row.id) })),
	},
	{
		operationId: 'listExtractors',
		needs: 'agent',
		from: (rowsOf) => rowsOf('listAgents').map(({ row }) => ({ agentId: text(row.id) })),
	},
	{
		operationId: 'getExtractor',
		needs: 'extractor',
		from: (rowsOf) =>
			rowsOf('listExtractors').map(({ params, row }) => ({
				...params,
				extractorId: text(row.id),
			})),
	},
	{ operationId: 'listFunctions' },
	{ operationId: 'getFunction', needs: 'function', from: idsOf('listFunctions') },
	{ operationId: 'listPhoneNumbers' },
	{ operationId: 'getPhoneNumber', needs: 'phone number', from: idsOf('listPhoneNumbers') },
	{ operationId: 'searchPhoneNumbers', body: { prefix: '415', limit: 1 } },
	{ operationId: 'listBatchDialJobs' },
	{ operationId: 'getBatchDialJob', needs: 'batch dial job', from: idsOf('listBatchDialJobs') },
	{
		operationId: 'listBatchDialJobDials',
		needs: 'batch dial job',
		from: idsOf('listBatchDialJobs'),
	},
	{
		operationId: 'listBatchDialJobQueue',
		needs: 'batch dial job',
		from: idsOf('listBatchDialJobs'),
	},
	{
		operationId: 'getDial',
		needs: 'dial of a batch dial job',
		from: idsOf('listBatchDialJobDials'),
	},
	{ operationId: 'listEvalConfigs' },
	{ operationId: 'getEvalConfig', needs: 'eval config', from: idsOf('listEvalConfigs') },
	{ operationId: 'listEvalRecords', needs: 'eval config', from: idsOf('listEvalConfigs') },
	{
		operationId: 'getEvalRecord',
		needs: 'eval record',
		from: (rowsOf) =>
			rowsOf('listEvalRecords').map(({ params, row }) => ({ ...params, recordId: text(row.id) })),
	},
	{ operationId: 'listEvalRuns', needs: 'eval config', from: idsOf('listEvalConfigs') },
	{ operationId: 'getEvalRun', needs: 'eval run', from: idsOf('listEvalRuns') },
	{ operationId: 'listEvalResults', needs: 'eval run', from: idsOf('listEvalRuns') },
	{ operationId: 'getEvalResult', needs: 'eval result', from: idsOf('listEvalResults') },
];

/** Asks all reads, one after the other, and gives what came of each. Throws ApiUnreachable. */
export async function readEverything(api: LiveApi): Promise<Result[]> {
	const found = new Map<string, Found[]>();
	const results: Result[] = [];
	for (const read of reads) {
		const candidates = read.from ? read.from((operationId) => found.get(operationId) ?? []) : [{}];
		results.push(await askUntilRows(api, read, candidates.filter(isWhole), found));
	}
	return results;
}

async function askUntilRows(
	api: LiveApi,
	read: Read,
	candidates: Params[],
	found: Map<string, Found[]>,
): Promise<Result> {
	const { operationId, needs, body } = read;
	let result: Result = {
		operationId,
		status: null,
		skipped: `no ${needs}`,
		differences: [],
		notes: [],
	};
	for (const params of candidates.slice(0, mostTries)) {
		const asked = await api.ask(operationId, params, body);
		result = {
			...asked,
			differences: [...new Set([...result.differences, ...asked.differences])],
			notes: [...new Set([...result.notes, ...asked.notes])],
		};
		const rows = listedRows(asked.body);
		if (rows === null || rows.length > 0) {
			const withParams = (rows ?? []).map((row) => ({ params, row }));
			found.set(operationId, withParams);
			break;
		}
	}
	return result;
}

function idsOf(operationId: string): NonNullable<Read['from']> {
	return (rowsOf) => rowsOf(operationId).map(({ row }) => ({ id: text(row.id) }));
}

/** The rows of a list's answer; null for an answer that is no list. */
export function listedRows(body: unknown): Row[] | null {
	if (Array.isArray(body)) return rowsIn(body);
	if (typeof body !== 'object' || body === null) return null;
	const list = Object.values(body).find((value) => Array.isArray(value)) as unknown;
	const isList = 'data' in body || 'voices' in body || 'extractors' in body;
	return isList ? rowsIn(list) : null;
}

function rowsIn(list: unknown): Row[] {
	if (!Array.isArray(list)) return [];
	return list.filter((row): row is Row => typeof row === 'object' && row !== null);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function isWhole(params: Params): boolean {
	return Object.values(params).every((value) => value !== '');
}
