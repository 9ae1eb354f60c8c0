/**
 * Says what a long piece of work does, shows the seconds while it runs and how long it took at the end.
 *
 * @template T
 * @param {string} title what happens, and how long it may take
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work gave; its error is passed on
 */
const withProgress = async (title, work) => {
	const begin = Date.now();
	const seconds = () => Math.round((Date.now() - begin) / 1000);
	const terminal = process.stdout.isTTY === true;
	process.stdout.write(`${title}\n`);
	const ticker = setInterval(
		() => process.stdout.write(terminal ? `\r   ${seconds()} s ` : `   ${seconds()} s ...\n`),
		terminal ? 1000 : 10_000,
	);
	const finish = (/** @type {string} */ word) => {
		clearInterval(ticker);
		process.stdout.write(`${terminal ? '\r' : ''}   ${word} after ${seconds()} s\n`);
	};
	try {
		const result = await work();
		finish('done');
		return result;
	} catch (error) {
		finish('failed');
		throw error;
	}
};

module.exports = { withProgress };
