import { fileOf, formOf, type FileLike } from '../support/form.mts';
import type { Line } from '../support/line.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { answerWith, withServer } from '../support/server.mts';

/** What of a form arrives at a server. The boundary is written as `BOUNDARY`. */
async function sent(line: Line, entries: Array<[string, string | FileLike]>) {
	return await withServer(answerWith(200, '{}'), async ({ url, received }) => {
		const context = await line.createContext();
		await send(context, { ...AS_THE_NODE, method: 'POST', url, body: formOf(entries) });
		const { headers, body } = received[0] ?? { headers: {}, body: Buffer.alloc(0) };
		const contentType = headers['content-type'] ?? '';
		const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? 'none';
		return {
			requests: received.length,
			contentType: contentType.replaceAll(boundary, 'BOUNDARY'),
			contentLength: headers['content-length'],
			transferEncoding: headers['transfer-encoding'],
			arrived: body.length,
			body: body.toString('utf8').replaceAll(boundary, 'BOUNDARY'),
		};
	});
}

const textPart = (text: string): FileLike =>
	fileOf([Buffer.from(text)], { type: 'text/plain; charset=utf-8' });

export const probes = {
	fields: (line: Line) =>
		sent(line, [
			['name', 'Anna'],
			['clip', fileOf([Buffer.from('first '), Buffer.from('second')], { name: 'anna.wav' })],
			['model', 'CSM'],
		]),
	lineBreaksInText: (line: Line) => sent(line, [['text', 'a\nb\r\nc\rd']]),
	lineBreaksInPart: (line: Line) => sent(line, [['text', textPart('a\nb\r\nc\rd')]]),
	quoteInFileName: (line: Line) =>
		sent(line, [['clip', fileOf([Buffer.from('x')], { name: 'my "best" ä.wav' })]]),
	lineBreaksInFileName: (line: Line) =>
		sent(line, [['clip', fileOf([Buffer.from('x')], { name: 'a\r\nX-Evil: 1.wav' })]]),
	lineBreaksInType: (line: Line) =>
		sent(line, [
			['clip', fileOf([Buffer.from('x')], { name: 'a.wav', type: 'audio/wav\r\nX-Evil: 1' })],
		]),
};
