/** Names that exist only in a local network. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|home\.arpa|intranet|corp)$/;

/** Loopback, private, link-local, unspecified. */
const PRIVATE_IPV4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_IPV6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:.*)\]$/;

/** Whether a service on the internet cannot reach this URL: this machine, a private network, or an invalid URL. */
export function isPrivateAddress(address: string): boolean {
	let host: string;
	try {
		host = new URL(address).hostname.toLowerCase().replace(/\.$/, '');
	} catch {
		return true;
	}
	if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
	return PRIVATE_IPV4.test(host) || PRIVATE_NAME.test(host) || !host.includes('.');
}
