import { ControlsClient } from './controls-client.mts';
import type { CallPlan, InboundCall, InboundOutcome, PlacedCall } from './dials/records.mts';
import type { Delivery, FunctionCall, OddDelivery } from './webhooks/records.mts';

/** The simulator's controls for calls and webhooks, besides the others. */
export class CallsClient extends ControlsClient {
	/** Plans how the next calls go. It concerns calls that begin after it, and goes before earlier plans. */
	async planCalls(plan: CallPlan): Promise<void> {
		await this.control('POST', '/call-plans', plan);
	}

	/** Gives the calls that were placed or came in since the start or the last reset, in order, as they now are. */
	async calls(): Promise<PlacedCall[]> {
		return (await this.control('GET', '/calls')) as PlacedCall[];
	}

	/**
	 * Moves the clock by so many milliseconds: what is due happens in order, each webhook being waited for, half a minute
	 * at most. Gives what was delivered meanwhile. With 0 what is due now happens, such as the creation of a call being
	 * told. Throws when the clock runs by itself (`settings({ clock: 'real' })`).
	 */
	async advance(ms: number): Promise<Delivery[]> {
		return (await this.control('POST', '/advance', { ms })) as Delivery[];
	}

	/**
	 * Gives all that was sent to webhooks since the start or the last reset, in the order of sending, also what has no
	 * answer yet. Nothing is ever sent again, whatever was answered.
	 */
	async deliveries(): Promise<Delivery[]> {
		return (await this.control('GET', '/deliveries')) as Delivery[];
	}

	/** Sends anything to any address, and gives what came of it, one record for each time. */
	async deliver(odd: OddDelivery): Promise<Delivery[]> {
		return (await this.control('POST', '/deliver', odd)) as Delivery[];
	}

	/**
	 * Has a call come in: asks the agent's `inboundWebhookUrl`, or else the account's address, for three real seconds at
	 * most. The call then goes on with the clock as planned.
	 */
	async inboundCall(inbound: InboundCall): Promise<InboundOutcome> {
		return (await this.control('POST', '/inbound-calls', inbound)) as InboundOutcome;
	}

	/** Calls a function as an agent does: posts `{ dial_id, dial, params }`, and gives what came of it. */
	async functionCall(call: FunctionCall): Promise<Delivery> {
		return (await this.control('POST', '/function-calls', call)) as Delivery;
	}
}
