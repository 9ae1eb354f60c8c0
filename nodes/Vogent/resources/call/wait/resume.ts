import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { simplifyDial } from '../../../calls/dial';
import { callerWithoutItems } from '../../../transport/caller';
import { reasonOf } from '../../../transport/errors';
import { fetchStatus } from '../../../transport/fetchStatus';
import { abortableSleep } from '../../../transport/throttle';
import { isTrusted } from '../../../webhook/trust';
import { claimResume, isClaimed } from './claimResume';
import { CHECK_AGAIN_FOR_MS, CHECK_AGAIN_MS, WAIT_TARGETS, WaitedCalls } from './waitedCalls';

/** The address at which the events of an execution's calls arrive: n8n gives it to no other request. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		restartWebhook: true,
	},
];

/** Events that follow each other within this time share one check: it would take n8n's time from answering them. */
const GATHER_MS = 500;
const MOST_GATHERED = 10;

/** For so long after a check, what was seen is kept for the next event. */
const NEXT_EVENT_MS = 2000;

/** n8n 1 would run an execution twice that an event resumes just when its time is over. */
const BEFORE_LIMIT_MS = 5000;

/** What the events of one parked execution share, as long as one of them is being handled. */
interface Watch {
	/** How many events are being handled. */
	events: number;
	/** Read once for all of them: that costs n8n more than all the rest. */
	credential?: Promise<ICredentialDataDecryptedObject>;
	/** Whether one of them checks the calls, on behalf of all. */
	isChecking: boolean;
	/** Aborted when another event has come. */
	news: AbortController;
}

const watches = new Map<string, Watch>();

/** Where the next check of an execution's calls begins. A few bytes each, of the newest executions only. */
const nextChecks = new Map<string, number>();
const MOST_NEXT_CHECKS = 1000;

/**
 * Answers an event at once, then checks the calls of the parked execution, whatever the event says, and lets the
 * execution go on where what is waited for is there for all of them. Events at the same time share the checks. Where all
 * calls are over and something is missing, it checks again for some minutes. An event without a valid signature, where the
 * credential has a signing secret, changes nothing. Never throws: n8n would end the execution. API page: "Webhooks".
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const handled = { noWebhookResponse: true };
	try {
		context.getResponseObject().status(200).json({ received: true });
		const items = await handleEvent(context);
		return items === undefined ? handled : { ...handled, workflowData: [items] };
	} catch (error) {
		context.logger.warn(`Vogent: an event could not be handled: ${reasonOf(error)}`);
		return handled;
	}
}

async function handleEvent(context: IWebhookFunctions): Promise<INodeExecutionData[] | undefined> {
	const { id, credentials } = context.getNode();
	const key = [context.getExecutionId(), id, credentials?.vogentApi?.id].join(' ');
	const watch = watches.get(key) ?? {
		events: 0,
		isChecking: false,
		news: new AbortController(),
	};
	watches.set(key, watch);
	watch.events++;
	try {
		const sharing = withCredentialOf(watch, context);
		if (!(await isTrusted(sharing))) {
			context.logger.debug('Vogent: an event without a valid signature was ignored');
			return undefined;
		}
		watch.news.abort();
		if (watch.isChecking) return undefined;
		watch.isChecking = true;
		try {
			return await checkUntilReady(sharing, watch, key);
		} finally {
			watch.isChecking = false;
		}
	} finally {
		watch.events--;
		if (watch.events === 0) watches.delete(key);
	}
}

/** The context, with the credential that all events of the execution share. */
function withCredentialOf(watch: Watch, context: IWebhookFunctions): IWebhookFunctions {
	const getCredentials = async (type: string) =>
		await (watch.credential ??= context.getCredentials(type));
	return Object.create(context, { getCredentials: { value: getCredentials } }) as IWebhookFunctions;
}

/** The items that go on; undefined where the execution is to wait for another event. */
async function checkUntilReady(
	context: IWebhookFunctions,
	watch: Watch,
	key: string,
): Promise<INodeExecutionData[] | undefined> {
	const calls = readParked(context, nextChecks.get(key));
	if (calls === undefined) return undefined;
	const caller = callerWithoutItems(context);
	const timeLeft = readLimit(context) - Date.now() - BEFORE_LIMIT_MS;
	let patience: AbortSignal | undefined;
	for (;;) {
		const news = await gather(watch);
		if (isClaimed(calls.firstId)) return undefined;
		await calls.check(caller, 'pending');
		if (calls.isReady) {
			const mayResume = patience === undefined || (await isStillParked(context));
			return mayResume && claimResume(calls.firstId) ? itemsOf(context, calls) : undefined;
		}
		remember(key, calls.next);
		if (calls.state === 'underWay') {
			await abortableSleep(NEXT_EVENT_MS, news);
			if (!news.aborted) return undefined;
		} else {
			// Nobody may ever announce what is missing.
			patience ??= AbortSignal.timeout(Math.max(0, Math.min(CHECK_AGAIN_FOR_MS, timeLeft)));
			await abortableSleep(CHECK_AGAIN_MS, AbortSignal.any([news, patience]));
			if (patience.aborted) return undefined;
		}
	}
}

/** Waits until no further event comes; gives the signal of the first one after that. */
async function gather(watch: Watch): Promise<AbortSignal> {
	for (let round = 0; round < MOST_GATHERED; round++) {
		const { signal } = (watch.news = new AbortController());
		await abortableSleep(GATHER_MS, undefined);
		if (!signal.aborted) return signal;
	}
	watch.news = new AbortController();
	return watch.news.signal;
}

function itemsOf(context: IWebhookFunctions, calls: WaitedCalls): INodeExecutionData[] {
	const isSimple = context.getNodeParameter('simplify', true) === true;
	return calls.results().map((call, item) => ({
		json: isSimple && call.id !== undefined ? simplifyDial(call) : call,
		pairedItem: { item },
	}));
}

function remember(key: string, next: number): void {
	nextChecks.delete(key);
	nextChecks.set(key, next);
	for (const [oldest] of nextChecks) {
		if (nextChecks.size <= MOST_NEXT_CHECKS) return;
		nextChecks.delete(oldest);
	}
}

/** The calls, as they were put in place of the node's items before the execution was parked. */
function readParked(context: IWebhookFunctions, next?: number): WaitedCalls | undefined {
	const target = WAIT_TARGETS.find((one) => one === context.getNodeParameter('waitFor'));
	const items: unknown = context.evaluateExpression('{{ $input.all() }}');
	if (target === undefined || !Array.isArray(items) || items.length === 0) return undefined;
	const calls = (items as Array<{ json: IDataObject }>).map(({ json }) => json);
	return new WaitedCalls(calls, target, next);
}

/**
 * Whether the execution was not stopped meanwhile: n8n 1 would let it go on all the same. n8n answers with 409 where it
 * does not wait any more, and with 404 to a GET where it does.
 */
async function isStillParked(context: IWebhookFunctions): Promise<boolean> {
	const address = String(context.evaluateExpression('{{ $execution.resumeUrl }}'));
	return (await fetchStatus(context, address)) !== 409;
}

/** When n8n lets the execution go on by itself, in milliseconds since 1970. */
function readLimit(context: IWebhookFunctions): number {
	const name = JSON.stringify(context.getNode().name);
	return Number(context.evaluateExpression(`{{ $node[${name}].context.waitUntil }}`)) || Infinity;
}
