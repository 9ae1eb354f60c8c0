import type { Answer } from '../answer.mts';
import { jsonAnswer, refusalAnswer } from '../answer.mts';
import { controlRoot } from '../api-root.mts';
import { Refusal } from '../operation.mts';
import type { ReceivedRequest } from '../records.mts';
import type { Simulation } from '../server.mts';
import { callControls } from './calls.mts';
import type { Controls } from './control.mts';
import { requestControls } from './requests.mts';
import { rowControls } from './rows.mts';

const controls: Controls = { ...requestControls, ...rowControls, ...callControls };

/** Answers a request of a test to the simulator itself: 404 for an unknown one, 400 for a wrong body. */
export async function answerControl(
	simulation: Simulation,
	received: ReceivedRequest,
): Promise<Answer> {
	const name = `${received.method} ${received.path.slice(controlRoot.length)}`;
	const control = controls[name];
	if (!control) return refusalAnswer(new Refusal(404, `The simulator has no control ${name}`));
	try {
		return jsonAnswer(200, await control(simulation, received));
	} catch (error) {
		if (error instanceof Refusal) return refusalAnswer(error);
		throw error;
	}
}
