import { describe, expect, test } from '@jest/globals';

import { isPrivateAddress } from '../../nodes/Vogent/webhook/hosts.ts';

describe('an address that Vogent cannot reach', () => {
	test.each([
		'http://localhost:5678/',
		'http://LOCALHOST./',
		'http://n8n:5678/webhook',
		'https://n8n.local/',
		'https://n8n.home.arpa/',
		'https://n8n.internal:8443/',
		'http://127.0.0.1:5678/',
		'http://127.1/',
		'http://2130706433/',
		'http://0.0.0.0/',
		'http://10.1.2.3/',
		'http://100.64.0.1/',
		'http://100.127.255.255/',
		'http://169.254.169.254/',
		'http://172.16.0.1/',
		'http://172.31.255.255/',
		'http://192.168.178.20/',
		'http://[::1]:5678/',
		'http://[::]/',
		'http://[::ffff:192.168.0.1]/',
		'http://[fd12:3456::1]/',
		'http://[fc00::1]/',
		'http://[fe80::1]/',
		'http://[febf::1]/',
		'',
		'no address',
	])('%s', (address) => {
		expect(isPrivateAddress(address)).toBe(true);
	});
});

describe('an address that it can reach', () => {
	test.each([
		'https://n8n.example.com/webhook',
		'https://localhost.example.com/',
		'https://internal.example.com/',
		'http://8.8.8.8/',
		'http://100.63.255.255/',
		'http://100.128.0.1/',
		'http://172.15.0.1/',
		'http://172.32.0.1/',
		'http://192.169.0.1/',
		'http://11.0.0.1/',
		'http://[2001:db8::1]/',
		'http://[fec0::1]/',
	])('%s', (address) => {
		expect(isPrivateAddress(address)).toBe(false);
	});
});
